"""What an assessment says of each requirement."""

from collections.abc import Iterator, Sequence

from compliance.assessments.facts import (
    ControlFacts,
    GroupFacts,
    InheritedFacts,
    RequirementFacts,
)
from compliance.assessments.requirement_status import requirement_status
from compliance.controls.control import Status
from compliance.frameworks.framework import ControlRef, Framework, Strength


def requirement_facts(
    framework: Framework, controls: Sequence[ControlFacts], accounts: Sequence[str]
) -> tuple[RequirementFacts, ...]:
    """Each requirement with its status and what supports it, given controls and accounts."""
    statuses = {one.id: Status(one.status) for one in controls}
    by_id = {one.id: one for one in controls}
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
                inherited_part=one.inherited_from_aws or "",
                inherited=tuple(
                    line
                    for name in one.inherited
                    for line in _inherited(name, by_id.get(name), accounts)
                ),
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


def _inherited(
    name: str, control: ControlFacts | None, accounts: Sequence[str]
) -> Iterator[InheritedFacts]:
    """A line for each thing that was found, with the accounts of which it was."""
    found: dict[tuple[str, str], list[str]] = {}
    findings = control.findings if control else ()
    for one in findings:
        found.setdefault((one.status, one.reason), []).append(one.account)
    if unjudged := sorted(set(accounts) - {one.account for one in findings}):
        found[Status.NOT_DETERMINED.value, "Was not judged."] = unjudged
    for (status, reason), of in found.items():
        yield InheritedFacts(
            control=name,
            title=control.title if control else name,
            status=status,
            reason=reason,
            accounts=tuple(of),
        )
