"""The request list as a table: its columns, and cells that no spreadsheet takes for a formula."""

from collections.abc import Iterable, Sequence
from datetime import date

from artifact.engagements.requests import AuditRequest

COLUMNS = (
    "Number",
    "Title",
    "Description",
    "References",
    "Owner",
    "Due",
    "Period start",
    "Period end",
    "State",
    "Handed in",
)
REQUIRED = ("Title",)
# What a spreadsheet runs when a cell begins with it; an apostrophe before keeps it as text.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "|", "%")
LONGEST_CELL = 32_767


def rows(requests: Iterable[AuditRequest]) -> list[list[str]]:
    """The requests' cells, guarded; `handed_in` was counted by the query."""
    return [[guarded(cell) for cell in _cells(one)] for one in requests]


def guarded(text: str) -> str:
    """The text so that a spreadsheet shows it and runs nothing."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def unguarded(text: str) -> str:
    """The text as it was before it was guarded."""
    is_guarded = text.startswith("'") and text[1:].startswith(DANGEROUS)
    return text[1:] if is_guarded else text


def _cells(request: AuditRequest) -> Sequence[str]:
    return (
        str(request.number),
        request.title,
        request.description,
        "\n".join(request.references),
        request.owner,
        _day(request.due_on),
        _day(request.period_start),
        _day(request.period_end),
        request.get_state_display(),
        str(getattr(request, "handed_in", "")),
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
