"""Take in a request list: every row, or none and all that is wrong."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from artifact.engagements.ask import ask
from artifact.engagements.change_request import change_request
from artifact.engagements.desk import refuse_closed
from artifact.engagements.models import Engagement
from artifact.engagements.read_requests import Row, day_of, read_requests
from artifact.engagements.request_input import (
    RequestInput,
    RequestRefused,
    faults,
    input_of,
    people_inside,
)
from artifact.engagements.requests import AuditRequest
from artifact.users.models import User
from compliance.ledger.append import append

LARGEST_NUMBER = 100_000
DAYS = (("Due", "due_on"), ("Period start", "period_start"), ("Period end", "period_end"))


class ImportRefused(Exception):
    """Nothing was taken; `errors` says of each wrong row why, with its number in the file."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__(" ".join(errors))
        self.errors = errors


@dataclass(frozen=True)
class Imported:
    """How many requests were added and changed, and how many rows said nothing new."""

    added: int
    changed: int
    unchanged: int


@dataclass
class _Read:
    """What a file says: its rows as requests, and what is wrong with them."""

    rows: list[tuple[int, int | None, RequestInput]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def import_requests(
    engagement: Engagement, content: bytes, *, user: User, now: datetime
) -> Imported:
    """What came of the rows. A row with the number of a request changes it; others are added.

    State and what was handed in are not taken from a file. A cell whose column is missing stays
    as it is. The same file twice changes nothing.

    :raises ImportRefused: a row is wrong; no row is taken.
    :raises TableUnreadable: the file is no request list.
    :raises EngagementClosed: nothing can be added any more.
    """
    given = read_requests(content)
    with transaction.atomic():
        locked = Engagement.objects.select_for_update().get(pk=engagement.pk)
        refuse_closed(locked)
        known = {one.number: one for one in locked.requests.select_related("engagement")}
        read = _understood(given, known)
        if read.errors:
            raise ImportRefused(read.errors)
        done = _taken(locked, read, known, user, now)
        append(
            actor=user.email,
            action="requests.imported",
            subject=f"engagement:{locked.engagement_id}",
            details={"added": done.added, "changed": done.changed, "unchanged": done.unchanged},
            at=now,
        )
    return done


def _understood(given: list[Row], known: dict[int, AuditRequest]) -> _Read:
    owners, read, numbers = people_inside(), _Read(), set[int]()
    for line, row in given:
        wrong = list[str]()
        number = _number(row.get("Number"), wrong)
        if number in numbers:
            wrong.append(f"Number {number} stands there twice.")
        if number:
            numbers.add(number)
        there = known.get(number or 0)
        asked = _asked(row, there, wrong)
        wrong += faults(asked, owners=owners | ({there.owner} if there else set()))
        read.rows.append((line, number, asked))
        read.errors += [f"Row {line}: {one}" for one in wrong]
    return read


def _number(value: object, wrong: list[str]) -> int | None:
    text = str(value or "").strip().removeprefix("R-")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text[:7]) <= LARGEST_NUMBER:
        wrong.append(f"'{text[:40]}' is no number of a request.")
        return None
    return int(text)


def _asked(row: dict[str, object], there: AuditRequest | None, wrong: list[str]) -> RequestInput:
    """The row as a request; what it has no column for stays as it is there."""
    before = input_of(there) if there else RequestInput(title="")
    days: dict[str, date | None] = {}
    for column, name in DAYS:
        days[name] = getattr(before, name)
        if column in row:
            try:
                days[name] = day_of(row[column])
            except ValueError as error:
                wrong.append(f"{column}: {error}")
    return RequestInput(
        title=_text(row.get("Title", before.title)),
        description=_text(row.get("Description", before.description)),
        references=[_text(row["References"])] if "References" in row else before.references,
        owner=_text(row.get("Owner", before.owner)),
        **days,
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _taken(
    engagement: Engagement,
    read: _Read,
    known: dict[int, AuditRequest],
    user: User,
    now: datetime,
) -> Imported:
    added = changed = unchanged = 0
    alike = [one.as_fields() for one in map(input_of, known.values())]
    errors = list[str]()
    # Those with a number first, so that none without takes it.
    for line, number, asked in sorted(read.rows, key=lambda one: one[1] is None):
        try:
            if number in known:
                is_changed = change_request(known[number], asked, user=user, now=now)
                changed, unchanged = changed + is_changed, unchanged + (not is_changed)
            elif number is None and asked.as_fields() in alike:
                unchanged += 1
            else:
                ask(engagement, asked, user=user, now=now, number=number)
                added += 1
        except RequestRefused as refusal:
            errors.append(f"Row {line}: {refusal}")
    if errors:
        raise ImportRefused(errors)
    return Imported(added, changed, unchanged)
