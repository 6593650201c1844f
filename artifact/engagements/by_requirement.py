"""How the requirements and controls of an engagement's framework stand in its scope and period."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from artifact.engagements.evidence_below import end_of_period, relevant_findings
from artifact.engagements.models import Engagement
from compliance.assessments.facts import RequirementStatus
from compliance.assessments.requirement_status import requirement_status, worst
from compliance.controls.control import CONTROLS, Control, Status
from compliance.frameworks.catalogue import frameworks
from compliance.frameworks.framework import Requirement


@dataclass(frozen=True)
class ControlStanding:
    """A control: how many resources had which status at the end, and failed during the period."""

    control_id: str
    control: Control | None
    counts: Mapping[str, int]
    failed_in_period: int

    @property
    def status(self) -> Status | None:
        """The status that asks for most attention; None where nothing was judged."""
        return worst(self.counts)


@dataclass(frozen=True)
class RequirementStanding:
    """A requirement with the controls that it names."""

    requirement: Requirement
    heading: str
    status: RequirementStatus
    reason: str
    controls: Sequence[ControlStanding]

    @property
    def failed_in_period(self) -> int:
        """How many findings of its controls failed at some time of the period."""
        return sum(one.failed_in_period for one in self.controls)


def by_requirement(engagement: Engagement, *, now: datetime) -> list[RequirementStanding]:
    """Every requirement of the framework, in its order, as of the end of the period or now.

    Two queries, however many findings.
    """
    framework = frameworks().get(engagement.framework)
    if framework is None:
        return []
    controls = by_control(engagement, now=now)
    held = {name: one.status for name, one in controls.items() if one.status}
    titles = {one.id: one.title for one in framework.groups}
    found = []
    for requirement in framework.requirements:
        status, reason = requirement_status(requirement, held)
        named = [controls[one.id] for one in requirement.controls if one.id in controls]
        heading = titles.get(requirement.group, "")
        found.append(RequirementStanding(requirement, heading, status, reason, named))
    return found


def by_control(engagement: Engagement, *, now: datetime) -> dict[str, ControlStanding]:
    """The framework's controls by id, as of the end of the period or now. Two queries."""
    framework = frameworks().get(engagement.framework)
    if framework is None:
        return {}
    findings = relevant_findings(engagement).order_by()
    held = findings.as_of(as_of(engagement, now=now)).values_list("control", "status")
    counts: dict[str, Counter[str]] = {}
    for control, status, number in held.annotate(number=Count("pk")):
        counts.setdefault(control, Counter())[status] = number
    failing = findings.filter(status=Status.FAIL).values_list("control")
    failed = dict(failing.annotate(number=Count("pk")))
    return {
        name: ControlStanding(
            name, CONTROLS.get(name), counts.get(name, Counter()), failed.get(name, 0)
        )
        for name in sorted(framework.control_ids)
    }


def as_of(engagement: Engagement, *, now: datetime) -> datetime:
    """The last instant of the period that is over."""
    return min(now, end_of_period(engagement) - timedelta(microseconds=1))
