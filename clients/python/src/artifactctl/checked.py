"""What a verification finds."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, order=True)
class Damage:
    """A file by its path in the folder, and what is wrong with it."""

    name: str
    what: str


@dataclass
class Tally:
    """How many of what were looked at."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, what: str) -> None:
        """One more."""
        self.counts[what] += 1


class Unreadable(Exception):
    """A file is missing, or is not what it should be; the damage says which."""

    def __init__(self, damage: Damage) -> None:
        super().__init__(f"{damage.name}: {damage.what}")
        self.damage = damage


def read(path: Path, name: str) -> bytes:
    """The file's bytes.

    :raises Unreadable: it is missing, or the disk does not give it.
    """
    try:
        return (path / name).read_bytes()
    except FileNotFoundError:
        raise Unreadable(Damage(name, "is missing")) from None
    except OSError as error:
        raise Unreadable(Damage(name, f"cannot be read: {error.strerror}")) from error


def read_json(path: Path, name: str) -> Any:
    """What the file says.

    :raises Unreadable: it is missing, or no JSON.
    """
    content = read(path, name)
    try:
        return json.loads(content)
    except ValueError:
        raise Unreadable(Damage(name, "is no JSON")) from None


@contextmanager
def naming(name: str, found: list[Damage]) -> Iterator[None]:
    """Take down what cannot be read, or is of another shape, as a damage of this file."""
    try:
        yield
    except Unreadable as error:
        found.append(error.damage)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        found.append(Damage(name, f"is not of the form it should be: {error!r}"))
