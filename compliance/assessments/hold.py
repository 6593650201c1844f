"""Hold a framework against findings that somebody may see, requirement by requirement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from compliance.assessments.facts import RequirementStatus
from compliance.assessments.limits import findings_for
from compliance.assessments.models import Evaluation, FindingQuerySet
from compliance.assessments.requirement_status import requirement_status, worst
from compliance.aws.models import Account
from compliance.collectors.resource import GLOBAL
from compliance.controls.control import CONTROLS, Status
from compliance.frameworks.framework import Framework, Requirement


@dataclass(frozen=True)
class ReadPlace:
    """An account and region, and when it was last evaluated, if ever."""

    account: Account
    region: str
    last: datetime | None


@dataclass(frozen=True)
class Held:
    """A requirement with its status, why, and the status of each of its controls."""

    requirement: Requirement
    status: RequirementStatus
    reason: str
    controls: Mapping[str, Status]


def read_places(
    accounts: Sequence[Account], *, regions: Sequence[str] = (), as_of: datetime
) -> list[ReadPlace]:
    """Each account's `global` and regions: those given, or those that were ever evaluated."""
    evaluated = Evaluation.objects.filter(account__in=accounts, instant__lte=as_of)
    last: dict[tuple[int, str], datetime] = {
        (one["account_id"], one["region"]): one["last"]
        for one in evaluated.order_by()
        .values("account_id", "region")
        .annotate(last=Max("instant"))
    }
    return [
        ReadPlace(account, region, last.get((account.pk, region)))
        for account in accounts
        for region in sorted({GLOBAL, *(regions or _regions(last, account))})
    ]


def hold(
    framework: Framework,
    findings: FindingQuerySet,
    places: Sequence[ReadPlace],
    *,
    oldest: datetime,
) -> list[Held]:
    """The framework's requirements by the findings of these places.

    As in `assess`, what was last read before `oldest` is not determined, and where a place was
    never read nothing better is said of any control than that it failed elsewhere.
    """
    stale = {(one.account.pk, one.region) for one in places if one.last and one.last < oldest}
    read = {(one.account.pk, one.region) for one in places if one.last}
    has_unread = any(one.last is None for one in places) or not places
    statuses: dict[str, set[Status]] = {}
    counted = findings.filter(findings_for(framework, CONTROLS.values())).order_by()
    for one in counted.values("account_id", "region", "control", "status").distinct():
        place = (one["account_id"], one["region"])
        if place in read:
            found = Status.NOT_DETERMINED if place in stale else Status(one["status"])
            statuses.setdefault(one["control"], set()).add(found)
    by_control = {name: _control(found, has_unread) for name, found in statuses.items()}
    return [_held(one, by_control) for one in framework.requirements]


def _regions(last: Iterable[tuple[int, str]], account: Account) -> set[str]:
    return {region for of, region in last if of == account.pk}


def _control(found: Iterable[Status], has_unread: bool) -> Status:  # noqa: FBT001 -- a fact
    said = worst(found) or Status.NOT_DETERMINED
    return Status.NOT_DETERMINED if has_unread and said is not Status.FAIL else said


def _held(requirement: Requirement, by_control: Mapping[str, Status]) -> Held:
    status, reason = requirement_status(requirement, by_control)
    named = {one.id: by_control.get(one.id, Status.NOT_DETERMINED) for one in requirement.controls}
    return Held(requirement, status, reason, named)
