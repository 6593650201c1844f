"""The made-up company's AWS estate, as the files in `estate/` declare it.

`estate/<account>.yaml` is an account, `estate/<account>/<service>.yaml` what it holds of one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

import yaml

FILES = Path(__file__).parent / "estate"
EXTERNAL_ID = "artifact-demo-external-id"
ROLE = "ArtifactReadOnly"
GLOBAL = "global"

Declared = Mapping[str, Any]


@dataclass(frozen=True)
class DeclaredAccount:
    """An account with everything that is planted in it, and what is to be found.

    `scale` multiplies what is declared with a count.
    """

    id: str
    name: str
    regions: tuple[str, ...]
    declared: Declared
    scale: int = 1

    @property
    def role_arn(self) -> str:
        """The role through which it is read."""
        return f"arn:aws:iam::{self.id}:role/{ROLE}"

    def each(self, kind: str, region: str = "") -> Iterator[Declared]:
        """The resources of a kind (`keys`, `secrets` …); `count: 3` declares three alike."""
        for one in self.declared.get(kind, ()):
            if region and one["region"] != region:
                continue
            if "count" not in one:
                yield one
                continue
            for number in range(1, one["count"] * self.scale + 1):
                yield {**one, "name": f"{one['name']}-{number:03d}"}


def declared_accounts(scale: int = 1) -> list[DeclaredAccount]:
    """Every account, in the order of the files' names."""
    return [_account(_declared(path), scale) for path in sorted(FILES.glob("*.yaml"))]


def _declared(path: Path) -> Declared:
    """The account's own file with those of its services, which lie in a folder of its name."""
    parts = [path, *sorted(path.with_suffix("").glob("*.yaml"))]
    return reduce(_united, map(_read, parts))


def _read(path: Path) -> Declared:
    # By libyaml, since the files are read again for each question.
    content = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return content or {}


def _united(whole: Declared, part: Declared) -> Declared:
    """Lists and mappings that both declare are joined; anything else may be declared once."""
    return {**whole, **{name: _joined(name, whole.get(name), one) for name, one in part.items()}}


def _joined(name: str, known: Any, added: Any) -> Any:
    if known is None:
        return added
    if isinstance(known, list) and isinstance(added, list):
        return [*known, *added]
    if isinstance(known, dict) and isinstance(added, dict) and not known.keys() & added.keys():
        return {**known, **added}
    raise ValueError(f"{name} is declared twice")


def _account(declared: Declared, scale: int) -> DeclaredAccount:
    return DeclaredAccount(
        declared["account"], declared["name"], tuple(declared["regions"]), declared, scale
    )
