"""What an auditor writes into a request, and what can be wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from artifact.engagements.requests import AuditRequest
from artifact.users.models import User

LONGEST_TITLE, LONGEST_TEXT, LONGEST_REFERENCE, MOST_REFERENCES = 200, 20_000, 100, 100


class RequestRefused(Exception):
    """It cannot be asked so; the message says what to do."""


@dataclass(frozen=True)
class RequestInput:
    """What is asked for; `references` are controls, requirements or the auditor's own marks."""

    title: str
    description: str = ""
    references: Sequence[str] = ()
    owner: str = ""
    due_on: date | None = None
    period_start: date | None = None
    period_end: date | None = None

    def as_fields(self) -> dict[str, Any]:
        """As the row keeps it, in one form however it was typed."""
        # As cells of a sheet divide them, so that a list comes back as it went out.
        marks = [
            part.strip()
            for one in self.references
            for part in _plain(one).replace(";", "\n").split("\n")
        ]
        return {
            "title": _plain(self.title).replace("\n", " "),
            "description": _plain(self.description),
            "references": list(dict.fromkeys(one for one in marks if one)),
            "owner": self.owner.strip().lower(),
            "due_on": self.due_on,
            "period_start": self.period_start,
            "period_end": self.period_end,
        }


def faults(given: RequestInput, *, owners: set[str]) -> list[str]:
    """What is wrong with the input, one sentence each; `owners` are the people inside."""
    fields = given.as_fields()
    begin, end = given.period_start, given.period_end
    owner, references = fields["owner"], fields["references"]
    wrong = {
        "It has no title.": not fields["title"],
        f"The title has more than {LONGEST_TITLE} characters.": (
            len(fields["title"]) > LONGEST_TITLE
        ),
        f"The description has more than {LONGEST_TEXT:,} characters.": (
            len(fields["description"]) > LONGEST_TEXT
        ),
        f"It has more than {MOST_REFERENCES} references.": len(references) > MOST_REFERENCES,
        f"A reference has more than {LONGEST_REFERENCE} characters.": any(
            len(one) > LONGEST_REFERENCE for one in references
        ),
        f"Nobody inside has the address '{owner[:150]}'.": bool(owner) and owner not in owners,
        "A period has both ends, or none.": (begin is None) != (end is None),
        "The period ends before it starts.": bool(begin and end and end < begin),
    }
    return [sentence for sentence, is_so in wrong.items() if is_so]


def people_inside() -> set[str]:
    """Who can be asked: the addresses of those who work here."""
    inside = User.objects.filter(role__in=User.INSIDE, is_active=True)
    return {one.lower() for one in inside.values_list("email", flat=True)}


def input_of(request: AuditRequest) -> RequestInput:
    """What a request asks for now."""
    return RequestInput(
        title=request.title,
        description=request.description,
        references=request.references,
        owner=request.owner,
        due_on=request.due_on,
        period_start=request.period_start,
        period_end=request.period_end,
    )


def _plain(text: str) -> str:
    """Without what no sheet and no page can show, and with one kind of line end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in lines if one in "\n\t" or one.isprintable()).strip()
