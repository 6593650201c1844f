"""The folder that an engagement is pulled into: nothing in it is ever half."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
PART = ".part"
PIECE = 2**20


class Folder:
    """Files by their path within it. What ends in `.part` is on its way."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def has(self, name: str) -> bool:
        """Whether it is there, wholly."""
        return (self.path / name).exists()

    def write(self, name: str, content: bytes) -> None:
        """The file, whole or not at all."""
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(target.name + PART)
        with part.open("wb") as file:
            file.write(content)
            settle(file.fileno())
        part.replace(target)

    def write_json(self, name: str, value: Any) -> None:
        """The file, with members in order, so that the same is written the same."""
        self.write(name, as_json(value))

    def files(self) -> Iterator[str]:
        """Every whole file by its path within the folder, in order; not the manifest."""
        for path in sorted(one for one in self.path.rglob("*") if one.is_file()):
            name = path.relative_to(self.path).as_posix()
            if name != MANIFEST and PART not in name:
                yield name

    def seal(self) -> int:
        """Write the manifest of all files; returns how many. What is half is thrown away."""
        for half in sorted(self.path.rglob(f"*{PART}"), reverse=True):
            _throw_away(half)
        hashes = {name: sha256_of(self.path / name) for name in self.files()}
        self.write(MANIFEST, canonical(hashes))
        return len(hashes)


def as_json(value: Any) -> bytes:
    """Readable JSON, the same for the same value."""
    return json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False).encode() + b"\n"


def canonical(hashes: Mapping[str, str]) -> bytes:
    """A manifest's only form: another byte is another manifest."""
    return json.dumps({"files": dict(hashes)}, sort_keys=True, indent=0).encode() + b"\n"


def sha256_of(path: Path) -> str:
    """The file's SHA-256, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def settle(handle: int) -> None:
    """Have the disk hold what was written, before a name says that it does."""
    os.fsync(handle)


def _throw_away(path: Path) -> None:
    if path.is_dir():
        for one in path.iterdir():
            _throw_away(one)
        path.rmdir()
    else:
        path.unlink(missing_ok=True)
