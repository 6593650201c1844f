"""What an assessment says of each requirement."""

from collections.abc import Mapping, Sequence

from compliance.assessments.facts import GroupFacts, RequirementFacts
from compliance.assessments.requirement_status import requirement_status
from compliance.controls.control import Status
from compliance.frameworks.framework import ControlRef, Framework, Strength


def requirement_facts(
    framework: Framework, statuses: Mapping[str, Status]
) -> tuple[RequirementFacts, ...]:
    """Each requirement with its status, given the worst status of each control in scope."""
    found = []
    for one in framework.requirements:
        status, reason = requirement_status(one, statuses)
        found.append(
            RequirementFacts(
                id=one.id,
                title=one.title,
                text=one.text or "",
                group=one.group,
                designation=one.designation or "",
                applies_to=one.applies_to,
                evidence=one.evidence,
                population=one.evidence_population or "",
                status=status,
                reason=reason,
                direct=_named(one.controls, Strength.DIRECT),
                supporting=_named(one.controls, Strength.SUPPORTING),
                manual_evidence=one.manual_evidence,
            )
        )
    return tuple(found)


def group_facts(framework: Framework) -> tuple[GroupFacts, ...]:
    """The framework's headings, in its order."""
    return tuple(
        GroupFacts(id=one.id, title=one.title, parent=one.parent or "") for one in framework.groups
    )


def _named(controls: Sequence[ControlRef], strength: Strength) -> tuple[str, ...]:
    return tuple(one.id for one in controls if one.strength is strength)
