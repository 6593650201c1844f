"""What changed between two revisions of an agreement."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from artifact.agreements.models import AgreementRevision


class Change(StrEnum):
    """What happened to a line."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Line:
    """A line of either revision."""

    change: Change
    text: str


def compare_revisions(old: AgreementRevision, new: AgreementRevision) -> list[Line]:
    """The lines of both in order: kept, removed, added; the sentences to tick come last."""
    return list(_lines(_wording(old), _wording(new)))


def _wording(revision: AgreementRevision) -> list[str]:
    lines = [line.strip() for line in revision.text.splitlines() if line.strip()]
    return [
        *lines,
        *(f"To accept: {one}" for one in revision.acceptance_terms),
        *(f"To terminate: {one}" for one in revision.terminate_terms),
    ]


def _lines(old: list[str], new: list[str]) -> Iterator[Line]:
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(
        a=old, b=new, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            yield from (Line(Change.KEPT, text) for text in old[old_from:old_to])
            continue
        yield from (Line(Change.REMOVED, text) for text in old[old_from:old_to])
        yield from (Line(Change.ADDED, text) for text in new[new_from:new_to])
