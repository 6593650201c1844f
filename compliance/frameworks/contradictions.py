"""What a framework says that cannot all be true."""

from collections import Counter
from collections.abc import Iterable, Iterator

from compliance.frameworks.framework import EvidenceLevel, Framework, Requirement, Strength

# The controls of what AWS Artifact lists.
OF_THE_PROVIDER = "artifact."


def contradictions(framework: Framework) -> Iterator[str]:
    """One sentence for each, with the id concerned; none if the framework is sound."""
    yield from _repeated("group", (one.id for one in framework.groups))
    yield from _repeated("requirement", (one.id for one in framework.requirements))
    yield from _groups(framework)
    yield from _places(framework)
    for requirement in framework.requirements:
        for problem in _within(requirement, framework):
            yield f"requirement {requirement.id}: {problem}"
    for name in framework.parameters:
        if name not in framework.control_ids:
            yield f"parameters: {name} is a control that no requirement names"


def _repeated(kind: str, ids: Iterable[str]) -> Iterator[str]:
    for name, times in Counter(ids).items():
        if times > 1:
            yield f"{kind} {name}: stands {times} times"


def _groups(framework: Framework) -> Iterator[str]:
    seen: set[str] = set()
    for group in framework.groups:
        # A parent that must stand before its children cannot be part of a circle either.
        if group.parent is not None and group.parent not in seen:
            yield f"group {group.id}: parent {group.parent} is no group that stands before it"
        seen.add(group.id)


def _places(framework: Framework) -> Iterator[str]:
    position = {group.id: index for index, group in enumerate(framework.groups)}
    groups: dict[str, str] = {}
    reached = 0
    for one in framework.requirements:
        here = position.get(one.group)
        if here is None:
            yield f"requirement {one.id}: group {one.group} does not exist"
        elif here < reached:
            yield f"requirement {one.id}: stands after those of a later group than {one.group}"
        else:
            reached = here
        if one.parent is not None and groups.get(one.parent) != one.group:
            yield (
                f"requirement {one.id}: parent {one.parent} is no requirement "
                f"that stands before it in group {one.group}"
            )
        groups[one.id] = one.group


def _within(requirement: Requirement, framework: Framework) -> Iterator[str]:
    yield from _repeated("control", (one.id for one in requirement.controls))
    yield from _evidence(requirement)
    yield from _inherited(requirement)
    if requirement.text is not None and not framework.quotes_text:
        yield "has a text, but the framework's licence lets none be quoted"
    replaced = requirement.superseded
    if replaced and replaced.by not in {one.id for one in framework.requirements}:
        yield f"superseded by {replaced.by}, which does not exist"


def _inherited(requirement: Requirement) -> Iterator[str]:
    yield from _repeated("inherited control", requirement.inherited)
    own = {one.id for one in requirement.controls}
    for name in requirement.inherited:
        if name in own:
            yield f"{name} is among its controls and inherited"
        if not name.startswith(OF_THE_PROVIDER):
            yield f"inherited {name} is no control of AWS's own reports and agreements"


def _evidence(requirement: Requirement) -> Iterator[str]:
    strengths = {one.strength for one in requirement.controls}
    level = requirement.evidence
    is_proof = level in {EvidenceLevel.FULL, EvidenceLevel.PARTIAL}
    if is_proof and Strength.DIRECT not in strengths:
        yield f"evidence is {level}, but no control is direct"
    if level is EvidenceLevel.SUPPORT and strengths != {Strength.SUPPORTING}:
        yield "evidence is support, but its controls are not all supporting"
    if level is EvidenceLevel.NONE and strengths:
        yield "evidence is none, but it names controls"
    if level is EvidenceLevel.FULL and requirement.evidence_population is None:
        yield "evidence is full, but evidence_population does not say for what"
