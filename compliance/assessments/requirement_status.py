"""From controls' statuses to a requirement's status; never better than the evidence."""

from collections.abc import Iterable, Mapping

from compliance.assessments.facts import RequirementStatus
from compliance.controls.control import Status
from compliance.frameworks.framework import EvidenceLevel, Requirement, Strength

# The verdict that asks for most attention comes first.
WORST_FIRST = (Status.FAIL, Status.NOT_DETERMINED, Status.PASS, Status.NOT_APPLICABLE)


def requirement_status(
    requirement: Requirement, controls: Mapping[str, Status]
) -> tuple[RequirementStatus, str]:
    """The status of a requirement and why, given the worst status of each control in scope.

    A control that is missing from `controls` was never evaluated here, which is not determined.
    Only direct controls decide. They satisfy a requirement only where the framework says that
    they prove the whole of it; otherwise a person's evidence completes them.
    """
    if requirement.superseded:
        since = f"{requirement.superseded.since:%Y-%m-%d}"
        reason = f"Replaced by {requirement.superseded.by} since {since}."
        return RequirementStatus.NOT_APPLICABLE, reason
    direct = [one.id for one in requirement.controls if one.strength is Strength.DIRECT]
    if not direct:
        return RequirementStatus.NEEDS_EVIDENCE, "No automatic control decides this requirement."
    by_status: dict[Status, list[str]] = {}
    for name in direct:
        by_status.setdefault(controls.get(name, Status.NOT_DETERMINED), []).append(name)
    if failing := by_status.get(Status.FAIL):
        return RequirementStatus.NOT_SATISFIED, f"Failing: {', '.join(failing)}."
    if unknown := by_status.get(Status.NOT_DETERMINED):
        return RequirementStatus.NOT_DETERMINED, f"Not determined: {', '.join(unknown)}."
    return _without_failure(requirement, has_pass=Status.PASS in by_status)


def worst(statuses: Iterable[str]) -> Status | None:
    """The status that asks for most attention; None where there is none."""
    present = set(statuses)
    return next((status for status in WORST_FIRST if status in present), None)


def _without_failure(requirement: Requirement, *, has_pass: bool) -> tuple[RequirementStatus, str]:
    proves_all = requirement.evidence is EvidenceLevel.FULL
    if proves_all and has_pass:
        return RequirementStatus.SATISFIED, "Every direct control passes."
    if proves_all:
        return RequirementStatus.NOT_APPLICABLE, "Nothing in scope that the controls apply to."
    if has_pass:
        return (
            RequirementStatus.NEEDS_EVIDENCE,
            "Every direct control passes; they prove a part, a person's evidence completes it.",
        )
    return RequirementStatus.NEEDS_EVIDENCE, "Nothing in scope that the controls apply to."
