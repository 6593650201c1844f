"""Which findings, occurrences and evidence a person may see: the one place that narrows them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from artifact.users.alike import Opening, alike
from artifact.users.models import Grant, GrantQuerySet, User
from artifact.users.policy import Action, may
from compliance.assessments.models import FindingQuerySet
from compliance.collectors.collector import COLLECTORS
from compliance.collectors.resource import GLOBAL
from compliance.evidence.activity import Place
from compliance.frameworks.catalogue import frameworks
from compliance.frameworks.framework import Framework
from compliance.models import Account, Finding, Occurrence, Snapshot


def visible_findings(
    user: User, *, now: datetime, framework: Framework | None = None
) -> FindingQuerySet:
    """All findings for people inside; for others those of a grant's framework and scope.

    With a framework, only grants that cover it count: what a person may see of another says
    nothing of this one.
    """
    findings = Finding.objects.all()
    if not may(user, Action.READ_FINDINGS):
        return findings.none()
    if user.is_inside:
        return findings
    return findings_covered_by(_grants(user, now), framework=framework)


def findings_covered_by(
    grants: Iterable[Grant], *, framework: Framework | None = None
) -> FindingQuerySet:
    """The findings that any of the grants opens, were it in force; it need not be saved."""
    covered = Q(pk__in=[])
    for opening in alike(grants):
        if framework is None or opening.framework in {"", framework.id}:
            covered |= _place(opening) & _controls(opening) & _in_period(opening)
    return Finding.objects.filter(covered)


def visible_frameworks(user: User, *, now: datetime) -> list[Framework]:
    """Every framework for people inside; for others those that a grant covers."""
    if not may(user, Action.READ_FINDINGS):
        return []
    if user.is_inside:
        return list(frameworks().values())
    granted = {grant.framework for grant in _grants(user, now)}
    return [one for one in frameworks().values() if "" in granted or one.id in granted]


def visible_snapshots(user: User, *, now: datetime) -> QuerySet[Snapshot]:
    """All evidence for people inside.

    For others what their visible findings rest on, from the reading that opened one to the last
    that confirmed it, and what happened in the places of a grant.
    """
    snapshots = Snapshot.objects.all()
    if not may(user, Action.READ_EVIDENCE):
        return snapshots.none()
    if user.is_inside:
        return snapshots
    return snapshots_covered_by(_grants(user, now), happened_at=_place_grants(user, now))


def snapshots_covered_by(
    grants: Iterable[Grant], *, happened_at: Iterable[Grant]
) -> QuerySet[Snapshot]:
    """The evidence below the findings that any of the grants opens, and what happened elsewhere.

    Of a grant with a period only what was read in it. What happened is opened by the places of
    `happened_at`.
    """
    by_period: dict[tuple[date | None, date | None], list[Grant]] = {}
    for grant in grants:
        by_period.setdefault((grant.period_start, grant.period_end), []).append(grant)
    covered = Q(collector__in=_windowed()) & _places(happened_at, "ended_at")
    for same in by_period.values():
        # Asked of each snapshot: as a list, all visible findings would be gone through for one.
        resting = findings_covered_by(same).filter(
            Q(closed_at=None)
            | Q(closed_at__gt=OuterRef("ended_at"))
            | Q(opened_by=OuterRef("pk")),
            opened_by__account=OuterRef("account"),
            opened_by__region=OuterRef("region"),
            opened_by__collector=OuterRef("collector"),
            opened_by__ended_at__lte=OuterRef("ended_at"),
        )
        covered |= Q(Exists(resting)) & _days(same[0], "ended_at")
    return Snapshot.objects.filter(covered)


def visible_occurrences(user: User, *, now: datetime) -> QuerySet[Occurrence]:
    """What happened: everything for people inside; for others what a grant's place covers.

    Who did what is of no framework; a grant of any opens it, in its accounts and regions alone.
    """
    found = Occurrence.objects.all()
    if not may(user, Action.READ_FINDINGS):
        return found.none()
    if user.is_inside:
        return found
    return found.filter(_places(_place_grants(user, now), "at"))


def occurrences_covered_by(grants: Iterable[Grant]) -> QuerySet[Occurrence]:
    """What happened in the places and on the days of the grants, were they in force."""
    return Occurrence.objects.filter(_places(grants, "at"))


def visible_accounts(user: User, *, now: datetime) -> QuerySet[Account]:
    """Every account for people inside; for others those of which a grant covers some place."""
    accounts = Account.objects.all()
    if not may(user, Action.READ_FINDINGS):
        return accounts.none()
    grants = [] if user.is_inside else _place_grants(user, now)
    if user.is_inside or any(one.account_id is None for one in grants):
        return accounts
    return accounts.filter(pk__in={one.account_id for one in grants})


def visible_places(user: User, places: Iterable[Place], *, now: datetime) -> list[Place]:
    """Those of the places of which a person may know what happened in them, or was not read."""
    if not may(user, Action.READ_FINDINGS):
        return []
    grants = [] if user.is_inside else _place_grants(user, now)
    return [
        one for one in places if user.is_inside or any(_covers(grant, one) for grant in grants)
    ]


def _grants(user: User, now: datetime) -> GrantQuerySet:
    """Those that open findings: one that names a category or series is for reports alone."""
    return Grant.objects.held_by(user).in_force(now=now).filter(category="", series="")


# An empty Q vanishes in an "or", and would let nothing through where all is meant.
EVERYTHING = Q(pk__isnull=False)


def _place(opening: Opening) -> Q:
    accounts = opening.accounts
    place = EVERYTHING if accounts is None else Q(account__in=sorted(accounts))
    return place & Q(region__in=[*opening.regions, GLOBAL]) if opening.regions else place


def _place_grants(user: User, now: datetime) -> list[Grant]:
    """The grants in force; one of a framework that was removed opens nothing."""
    grants = user.grants.in_force(now=now)
    return [one for one in grants if not one.framework or one.framework in frameworks()]


def _covers(grant: Grant, place: Place) -> bool:
    is_account = grant.account_id in {None, place.account.pk}
    return is_account and (not grant.regions or place.region in grant.regions)


def _places(grants: Iterable[Grant], when: str) -> Q:
    """The places of the grants, each on the days of its period by the field `when`."""
    covered = Q(pk__in=[])
    for opening in alike(grants):
        covered |= _place(opening) & _days(opening, when)
    return covered


def _days(of: Opening | Grant, when: str) -> Q:
    """That the instant `when` lies on a day of the period."""
    wanted = EVERYTHING
    if of.period_start:
        wanted &= Q(**{f"{when}__gte": _midnight(of.period_start)})
    if of.period_end:
        wanted &= Q(**{f"{when}__lt": _midnight(of.period_end + timedelta(days=1))})
    return wanted


def _in_period(opening: Opening) -> Q:
    """That a finding held at some instant of the period."""
    wanted = EVERYTHING
    if opening.period_start:
        wanted &= Q(closed_at=None) | Q(closed_at__gt=_midnight(opening.period_start))
    if opening.period_end:
        wanted &= Q(opened_at__lt=_midnight(opening.period_end + timedelta(days=1)))
    return wanted


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)


def _windowed() -> list[str]:
    return [name for name, one in COLLECTORS.items() if one.windowed]


def _controls(opening: Opening) -> Q:
    framework = frameworks().get(opening.framework)
    if not opening.framework:
        return EVERYTHING
    if framework is None:
        return Q(pk__in=[])
    # Another framework's limits give other verdicts, which are not this opening's to show.
    return Q(control__in=framework.control_ids, limits_of__in=["", framework.id])
