"""The made-up company's AWS estate, as the files in `estate/` declare it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FILES = Path(__file__).parent / "estate"
EXTERNAL_ID = "artifact-demo-external-id"
ROLE = "ArtifactReadOnly"

Declared = Mapping[str, Any]


@dataclass(frozen=True)
class DeclaredAccount:
    """One file: an account with everything that is planted in it, and what is to be found.

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
    return [_account(yaml.safe_load(path.read_text("utf-8")), scale) for path in _files()]


def _files() -> list[Path]:
    return sorted(FILES.glob("*.yaml"))


def _account(declared: Declared, scale: int) -> DeclaredAccount:
    return DeclaredAccount(
        declared["account"], declared["name"], tuple(declared["regions"]), declared, scale
    )
