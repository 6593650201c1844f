"""Who did what in a period, and of which parts of it that is not known."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from compliance.aws.models import Account
from compliance.aws.regions import home_region
from compliance.collectors.collector import COLLECTORS
from compliance.collectors.eventhistory import lookups_of
from compliance.collectors.occurrence import Kind
from compliance.collectors.resource import GLOBAL
from compliance.evidence.models import Snapshot
from compliance.evidence.occurrences import EventWindow, Occurrence

SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Place:
    """An account in a region."""

    account: Account
    region: str


@dataclass(frozen=True)
class Period:
    """A span in whole seconds; both ends belong to it, as with windows."""

    begins_at: datetime
    ends_at: datetime

    @property
    def days(self) -> Iterator[date]:
        """Each day of which a part belongs to it, in UTC."""
        day = self.begins_at.astimezone(UTC).date()
        while day <= self.ends_at.astimezone(UTC).date():
            yield day
            day += DAY

    def on(self, day: date) -> Span:
        """What of it lies on a day."""
        midnight = datetime.combine(day, time(), UTC)
        return max(self.begins_at, midnight), min(self.ends_at, midnight + DAY - SECOND)


@dataclass(frozen=True)
class ActivityFilter:
    """What is looked for; empty or None means any."""

    period: Period
    accounts: Sequence[Account] | None = None
    regions: Sequence[str] = ()
    kinds: Sequence[str] = ()


@dataclass(frozen=True)
class Unread:
    """A span of which not every event of these kinds is known."""

    place: Place
    kinds: tuple[str, ...]
    begins_at: datetime
    ends_at: datetime

    @property
    def is_of_all(self) -> bool:
        """It is of every kind there is."""
        return set(self.kinds) == set(Kind)


@dataclass(frozen=True)
class Coverage:
    """One place in a period: `days` has `whole`, `partly` or `none` for each day, in order.

    A day is whole where every lookup of every kind was read for all of it.
    """

    place: Place
    days: Mapping[date, str]
    unread: Sequence[Unread]
    period: Period

    @property
    def lacks_more_than_a_day(self) -> bool:
        """Something is missing that lies before the period's last day, or all of it is."""
        lately = max(self.period.begins_at, self.period.ends_at - DAY)
        is_nothing = not self.whole and not self.partly
        return is_nothing or any(one.begins_at < lately for one in self.unread)

    @property
    def whole(self) -> int:
        """How many days are known wholly."""
        return self._count("whole")

    @property
    def partly(self) -> int:
        """Of how many days only a part is known, or only some kinds."""
        return self._count("partly")

    @property
    def none(self) -> int:
        """Of how many days nothing is known."""
        return self._count("none")

    def _count(self, state: str) -> int:
        return sum(one == state for one in self.days.values())


def occurrences(wanted: ActivityFilter) -> QuerySet[Occurrence]:
    """What happened, the newest first."""
    found = Occurrence.objects.filter(
        at__gte=wanted.period.begins_at, at__lt=wanted.period.ends_at + SECOND
    )
    if wanted.accounts is not None:
        found = found.filter(account__in=wanted.accounts)
    if wanted.regions:
        found = found.filter(region__in=wanted.regions)
    if wanted.kinds:
        of_any = Q()
        for kind in wanted.kinds:
            of_any |= Q(kinds__contains=[kind])
        found = found.filter(of_any)
    return (
        found.select_related("account", "snapshot")
        .defer("snapshot__receipt")
        .order_by("-at", "-id")
    )


def places(wanted: ActivityFilter, accounts: Iterable[Account]) -> list[Place]:
    """Where something could have happened, in the order of account and region.

    The regions that an account is read in, those that its history was read in since the period
    began, and the one in which what an account has once is recorded: sign-ins of the root user
    among it. One query.
    """
    among = {one.pk: one for one in accounts}
    found = {
        (account.pk, region)
        for account in among.values()
        for region in (*account.regions, home_region(account.partition))
    }
    windowed = [name for name, one in COLLECTORS.items() if one.windowed]
    tried = Snapshot.objects.filter(
        account__in=among, collector__in=windowed, ended_at__gte=wanted.period.begins_at
    )
    found |= set(tried.order_by().values_list("account_id", "region").distinct())
    in_order = sorted(found, key=lambda one: (among[one[0]].account_id, one[1]))
    return [
        Place(among[account], region)
        for account, region in in_order
        if region != GLOBAL and (not wanted.regions or region in wanted.regions)
    ]


def coverage(wanted: ActivityFilter, among: Sequence[Place]) -> list[Coverage]:
    """What of the period is known of each place, for each kind that is looked for. One query."""
    period, kinds = wanted.period, tuple(wanted.kinds) or tuple(Kind)
    windows = EventWindow.objects.filter(
        account__in={one.account.pk for one in among},
        region__in={one.region for one in among},
        begins_at__lte=period.ends_at,
        ends_at__gte=period.begins_at,
    ).order_by("begins_at")
    read: dict[tuple[int, str, str], list[Span]] = {}
    for account, region, lookup, begin, end in windows.values_list(
        "account_id", "region", "lookup", "begins_at", "ends_at"
    ):
        read.setdefault((account, region, lookup), []).append((begin, end))
    return [_of_place(place, period, kinds, read) for place in among]


def _of_place(
    place: Place,
    period: Period,
    kinds: Sequence[str],
    read: Mapping[tuple[int, str, str], Sequence[Span]],
) -> Coverage:
    lookups = {name for kind in kinds for name in lookups_of(kind)}
    gaps = {
        name: list(_between(read.get((place.account.pk, place.region, name), ()), period))
        for name in lookups
    }
    kinds_of: dict[Span, list[str]] = {}
    for kind in kinds:
        for span in _united(span for name in lookups_of(kind) for span in gaps[name]):
            kinds_of.setdefault(span, []).append(kind)
    unread = [Unread(place, tuple(of), *span) for span, of in sorted(kinds_of.items())]
    days = {day: _state(period.on(day), list(gaps.values())) for day in period.days}
    return Coverage(place, days, unread, period)


def _between(windows: Iterable[Span], period: Period) -> Iterator[Span]:
    """What of the period lies in no window; the windows come in the order of their beginnings."""
    at = period.begins_at
    for begin, end in windows:
        if begin > at:
            yield at, begin - SECOND
        at = max(at, end + SECOND)
    if at <= period.ends_at:
        yield at, period.ends_at


def _united(spans: Iterable[Span]) -> list[Span]:
    """The spans, those joined that touch or overlap."""
    joined: list[Span] = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1] + SECOND:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((begin, end))
    return joined


def _state(day: Span, gaps: Sequence[Sequence[Span]]) -> str:
    """`gaps` has those of each lookup, which do not overlap within it."""
    begin, end = day
    if not any(one <= end and other >= begin for spans in gaps for one, other in spans):
        return "whole"
    is_nothing = all(any(one <= begin and other >= end for one, other in spans) for spans in gaps)
    return "none" if is_nothing else "partly"
