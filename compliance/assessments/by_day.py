"""What was known of an account on each day of a period: where it was read, and what was found."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate

from compliance.assessments.limits import findings_for
from compliance.assessments.models import Evaluation, Finding
from compliance.aws.models import Account
from compliance.controls.control import CONTROLS
from compliance.frameworks.framework import Framework

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Day:
    """One day in UTC. `counts` are the findings by status at its end.

    A region in `unread` was not evaluated on this day, so what its findings say is of an earlier
    one; a day on which no region was is a gap.
    """

    date: date
    read: Sequence[str]
    unread: Sequence[str]
    counts: Mapping[str, int]

    @property
    def is_gap(self) -> bool:
        """Nothing was evaluated on this day."""
        return not self.read


def by_day(
    account: Account,
    *,
    since: date,
    until: date,
    framework: Framework | None = None,
    regions: Sequence[str] = (),
) -> list[Day]:
    """Every day from `since` to `until`, both included.

    Four queries, however long the period is; the work grows with the spans that began or ended in
    it, and with the number of evaluations. Without `regions`, those that were ever evaluated.
    """
    begin, end = _midnight(since), _midnight(until + DAY)
    evaluated = _evaluated(account, begin, end, regions)
    spans = Finding.objects.filter(findings_for(framework, CONTROLS.values()), account=account)
    if regions:
        spans = spans.filter(region__in=regions)
    expected = regions or _ever_evaluated(account, end)
    return list(_days(since, until, expected, evaluated, _running(spans, begin, end)))


def _days(
    since: date,
    until: date,
    expected: Sequence[str],
    evaluated: Mapping[date, set[str]],
    running: Mapping[date, Counter[str]],
) -> Iterator[Day]:
    counts: Counter[str] = Counter()
    for number in range((until - since).days + 1):
        day = since + number * DAY
        counts.update(running.get(day, Counter()))
        read = evaluated.get(day, set())
        yield Day(
            date=day,
            read=[one for one in expected if one in read],
            unread=[one for one in expected if one not in read],
            counts={status: number for status, number in sorted(counts.items()) if number},
        )


def _running(spans: QuerySet[Finding], begin: datetime, end: datetime) -> dict[date, Counter[str]]:
    """By how much each status' count changes on each day; the first holds what was there."""
    changes: dict[date, Counter[str]] = {begin.date(): Counter()}
    before = spans.filter(Q(closed_at=None) | Q(closed_at__gt=begin), opened_at__lte=begin)
    for status, number in _counted(before, "status"):
        changes[begin.date()][status] += number
    opened = spans.filter(opened_at__gt=begin, opened_at__lt=end)
    for day, status, number in _counted(opened.annotate(day=_day("opened_at")), "day", "status"):
        changes.setdefault(day, Counter())[status] += number
    closed = spans.filter(closed_at__gt=begin, closed_at__lt=end)
    for day, status, number in _counted(closed.annotate(day=_day("closed_at")), "day", "status"):
        changes.setdefault(day, Counter())[status] -= number
    return changes


def _counted(spans: QuerySet[Finding], *names: str) -> QuerySet[Finding, Any]:
    return spans.order_by().values_list(*names).annotate(number=Count("pk"))


def _day(name: str) -> TruncDate:
    return TruncDate(name, tzinfo=UTC)


def _evaluated(
    account: Account, begin: datetime, end: datetime, regions: Sequence[str]
) -> dict[date, set[str]]:
    rows = Evaluation.objects.filter(account=account, instant__gte=begin, instant__lt=end)
    if regions:
        rows = rows.filter(region__in=regions)
    found: dict[date, set[str]] = {}
    days = rows.annotate(day=_day("instant")).order_by().values_list("day", "region").distinct()
    for day, region in days:
        found.setdefault(day, set()).add(region)
    return found


def _ever_evaluated(account: Account, end: datetime) -> list[str]:
    rows = Evaluation.objects.filter(account=account, instant__lt=end)
    return sorted(rows.order_by().values_list("region", flat=True).distinct())


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)
