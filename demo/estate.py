"""The made-up company's AWS estate, as its files in `estate/` declare it."""

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
    """One file: an account with everything that is planted in it, and what is to be found."""

    id: str
    name: str
    regions: tuple[str, ...]
    declared: Declared

    @property
    def role_arn(self) -> str:
        """The role through which it is read."""
        return f"arn:aws:iam::{self.id}:role/{ROLE}"

    def each(self, kind: str) -> Iterator[Declared]:
        """The resources of a kind (`keys`, `secrets` …); `count: 3` declares three alike."""
        for one in self.declared.get(kind, ()):
            count = one.get("count", 0)
            if not count:
                yield one
            for number in range(1, count + 1):
                yield {**one, "name": f"{one['name']}-{number:03d}"}


def declared_accounts() -> list[DeclaredAccount]:
    """Every account, in the order of the files' names."""
    found = []
    for path in sorted(FILES.glob("*.yaml")):
        declared = yaml.safe_load(path.read_text(encoding="utf-8"))
        found.append(
            DeclaredAccount(
                declared["account"], declared["name"], tuple(declared["regions"]), declared
            )
        )
    return found
