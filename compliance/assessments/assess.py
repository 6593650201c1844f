"""Hold a framework against what was found, as of an instant."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from compliance.assessments.coverage import coverage, snapshots_behind
from compliance.assessments.facts import (
    AccountFacts,
    AssessmentFacts,
    ControlFacts,
    CoverageFacts,
    FindingFacts,
)
from compliance.assessments.limits import findings_for
from compliance.assessments.models import Finding, FindingQuerySet
from compliance.assessments.requirement_facts import group_facts, requirement_facts
from compliance.assessments.requirement_status import worst
from compliance.aws.models import Account
from compliance.collectors.resource import GLOBAL
from compliance.controls.control import CONTROLS, Status
from compliance.frameworks.framework import Framework

UNREAD = ("stale", "never_read")


def assess(
    framework: Framework,
    *,
    accounts: Sequence[Account],
    regions: Sequence[str] = (),
    as_of: datetime,
    max_age: timedelta,
) -> AssessmentFacts:
    """The framework's requirements with the findings that held at `as_of`.

    An empty `regions` means every region read; facts of the whole account belong to each. What
    was last read longer than `max_age` before `as_of`, or never, is not determined.
    """
    covered = coverage(accounts, regions=regions, as_of=as_of, max_age=max_age)
    held = Finding.objects.as_of(as_of).filter(
        findings_for(framework, CONTROLS.values()), account__in=accounts
    )
    if regions:
        held = held.filter(region__in=[*regions, GLOBAL])
    controls = _controls(sorted(framework.control_ids), held, covered)
    return AssessmentFacts(
        framework=framework.id,
        framework_name=framework.name,
        framework_version=framework.version,
        framework_source=framework.source,
        framework_licence=framework.licence,
        framework_digest=framework.digest,
        as_of=as_of.isoformat(),
        accounts=tuple(
            AccountFacts(account_id=one.account_id, name=one.name, partition=one.partition)
            for one in accounts
        ),
        regions=tuple(sorted({one.region for one in covered} - {GLOBAL})),
        groups=group_facts(framework),
        requirements=requirement_facts(framework, controls, [one.account_id for one in accounts]),
        controls=tuple(controls),
        coverage=tuple(covered),
        snapshots=tuple(snapshots_behind(accounts, regions=regions, as_of=as_of)),
    )


def _controls(
    ids: Sequence[str],
    held: FindingQuerySet,
    covered: Sequence[CoverageFacts],
) -> list[ControlFacts]:
    findings: dict[str, list[FindingFacts]] = {name: [] for name in ids}
    unread = {(one.account, one.region): one for one in covered if one.state in UNREAD}
    for one in held.select_related("account").order_by(
        "account__account_id", "region", "resource"
    ):
        findings[one.control].append(_finding(one, unread))
    return [_control(name, findings[name], unread) for name in ids if name in CONTROLS]


def _finding(one: Finding, unread: dict[tuple[str, str], CoverageFacts]) -> FindingFacts:
    status, reason = one.status, one.reason
    place = unread.get((one.account.account_id, one.region))
    if place:
        status = Status.NOT_DETERMINED
        last = f"Last read at {place.evaluated_at[:16]} UTC, too long ago. Then"
        reason = f"{last if place.evaluated_at else 'Its region was never read'}: {one.reason}"
    return FindingFacts(
        account=one.account.account_id,
        region=one.region,
        resource=one.resource,
        status=status,
        reason=reason,
        since=one.opened_at.isoformat(),
        snapshot=one.opened_by_id,
    )


def _control(
    name: str,
    findings: list[FindingFacts],
    unread: dict[tuple[str, str], CoverageFacts],
) -> ControlFacts:
    control = CONTROLS[name]
    found = worst(one.status for one in findings)
    never = any(one.state == "never_read" for one in unread.values())
    if found is None or (never and found is not Status.FAIL):
        found = Status.NOT_DETERMINED
    return ControlFacts(
        id=control.id,
        version=control.version,
        title=control.title,
        severity=control.severity,
        risk=control.risk,
        remediation=control.remediation,
        source=control.source,
        status=found,
        counts=dict(sorted(Counter(one.status for one in findings).items())),
        findings=tuple(findings),
    )
