"""Read a framework from its file."""

import hashlib
from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from compliance.frameworks.contradictions import contradictions
from compliance.frameworks.framework import Framework


class FrameworkInvalid(Exception):
    """A file is not a framework; `problems` says all that is wrong, each with the id concerned."""

    def __init__(self, path: Path, problems: list[str]) -> None:
        self.path = path
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{path.name}: {problem}" for problem in problems))


def load(path: Path) -> Framework:
    """The framework in the file, whole and free of contradictions.

    :raises FrameworkInvalid: the file is not YAML, not of the schema, or contradicts itself.
    """
    content = path.read_bytes()
    written = _parse(path, content)
    if "digest" in written:
        raise FrameworkInvalid(path, ["digest: is computed from the file and cannot stand in it"])
    try:
        framework = Framework.model_validate(
            {**written, "digest": hashlib.sha256(content).hexdigest()}
        )
    except ValidationError as error:
        raise FrameworkInvalid(path, list(_problems(error, written))) from error
    found = list(contradictions(framework))
    if framework.id != path.stem:
        found.append(f"id: is {framework.id}, but the file's name says {path.stem}")
    if found:
        raise FrameworkInvalid(path, found)
    return framework


def _parse(path: Path, content: bytes) -> dict[str, Any]:
    try:
        written = yaml.load(content, Loader=_UniqueKeys)  # noqa: S506 -- it extends the safe loader
    except yaml.YAMLError as error:
        raise FrameworkInvalid(path, [f"is not YAML: {_one_line(error)}"]) from error
    if not isinstance(written, dict):
        raise FrameworkInvalid(path, ["is not a mapping of fields"])
    return {str(key): value for key, value in written.items()}


class _UniqueKeys(yaml.CSafeLoader):
    """YAML's plain types only, and no key twice: the second would silently replace the first."""

    def construct_mapping(
        self,
        node: yaml.MappingNode,
        deep: bool = False,  # noqa: FBT001, FBT002 -- the signature that PyYAML calls
    ) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    "while reading a mapping",
                    node.start_mark,
                    f"key {key.value!r} stands here twice",
                    key.start_mark,
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _problems(error: ValidationError, written: dict[str, Any]) -> Iterator[str]:
    for one in error.errors(include_url=False):
        yield f"{_place(one['loc'], written)}: {one['msg']}"


def _place(location: tuple[int | str, ...], written: dict[str, Any]) -> str:
    """Where in the file, by id where there is one: `requirement 1.2.3, controls[0].strength`."""
    match location:
        case ("requirements" | "groups" as listed, int(index), *rest):
            entry = written[str(listed)][index]
            name = entry.get("id") if isinstance(entry, dict) else None
            kind = str(listed).removesuffix("s")
            owner = f"{kind} {name}" if name else f"{kind} number {index + 1}"
            return ", ".join(filter(None, [owner, _dotted(rest)]))
    return _dotted(list(location))


def _dotted(parts: list[int | str]) -> str:
    dotted = "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in parts)
    return dotted.removeprefix(".")


def _one_line(error: yaml.YAMLError) -> str:
    return " ".join(str(error).split())
