"""What an anchor is, and the closed set of kinds."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from compliance.registry import Registry

Options = Mapping[str, str]


class AnchorFailed(Exception):
    """The other side did not take the note, or does not give it back; the message says why."""


@dataclass(frozen=True)
class Kept:
    """Where a note was put, and what the other side answered (empty where it answers nothing)."""

    location: str
    receipt: bytes = b""


class Anchor(Protocol):
    """A place that people who can change this database cannot change."""

    def keep(self, note: str, name: str) -> Kept:
        """Put the note there; a second time with the same name changes nothing.

        :raises AnchorFailed: it was not taken.
        """

    def prove(self, note: str, receipt: bytes) -> None:
        """Do nothing if the receipt is for this note.

        :raises AnchorFailed: it is not.
        """

    def notes(self) -> Iterator[tuple[str, str]]:
        """Location and text of every note that can be read back from there.

        :raises AnchorFailed: it cannot be read.
        """


# Makes the anchor of a kind from its options, or raises KeyError for the option that is missing.
ANCHORS: Registry[Callable[[Options], Anchor]] = Registry("ledger anchor")
