"""Where each framework stands in each region, from the findings that hold now."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from compliance.assessments.facts import RequirementStatus
from compliance.assessments.limits import overridden
from compliance.assessments.models import FindingQuerySet
from compliance.assessments.requirement_status import requirement_status, worst
from compliance.collectors.resource import GLOBAL
from compliance.controls.control import CONTROLS, Status
from compliance.frameworks.framework import Framework


@dataclass(frozen=True)
class Standing:
    """A framework's requirements in one region, counted by status."""

    framework: Framework
    region: str
    counts: Mapping[RequirementStatus, int]
    failing_findings: int

    @property
    def total(self) -> int:
        """How many requirements the framework has."""
        return sum(self.counts.values())

    def count(self, status: str) -> int:
        """How many requirements have this status."""
        return self.counts.get(RequirementStatus(status), 0)


def standing(
    findings: FindingQuerySet, frameworks: Iterable[Framework]
) -> tuple[Sequence[str], list[tuple[Framework, list[Standing]]]]:
    """The regions seen, and for each framework its standing in each of them.

    Findings of the whole account count in every region. One query, however many findings.
    """
    counted = list(
        findings.order_by()
        .values_list("region", "control", "limits_of", "status")
        .annotate(number=Count("pk"))
    )
    regions = sorted({region for region, *_ in counted} - {GLOBAL})
    rows = []
    for framework in frameworks:
        relevant = list(_relevant(framework, counted))
        rows.append((framework, [_standing(framework, region, relevant) for region in regions]))
    return regions, rows


def _relevant(
    framework: Framework, counted: Iterable[tuple[str, str, str, str, int]]
) -> Iterator[tuple[str, str, str, int]]:
    """What counts for the framework: by its own limits where it sets any."""
    named = [CONTROLS[name] for name in framework.control_ids if name in CONTROLS]
    special = overridden(framework, *named)
    for region, control, limits_of, status, number in counted:
        limits = framework.id if control in special else ""
        if control in framework.control_ids and limits_of == limits:
            yield region, control, status, number


def _standing(
    framework: Framework, region: str, counted: Sequence[tuple[str, str, str, int]]
) -> Standing:
    statuses: dict[str, set[str]] = {}
    failing = 0
    for place, control, status, number in counted:
        if place in {region, GLOBAL}:
            statuses.setdefault(control, set()).add(status)
            failing += number if status == Status.FAIL else 0
    by_control = {name: worst(found) or Status.NOT_DETERMINED for name, found in statuses.items()}
    counts = Counter(requirement_status(one, by_control)[0] for one in framework.requirements)
    return Standing(framework, region, counts, failing)
