"""Arrange an assessment's facts in the order in which a report tells them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from compliance.assessments.facts import (
    AssessmentFacts,
    ControlFacts,
    CoverageFacts,
    FindingFacts,
    RequirementFacts,
    RequirementStatus,
)
from compliance.reports.charts import Part, donut, stacked_bar
from compliance.reports.pdf.resources import NumberedResources, Numbers, ResourceSet

LABELS = {
    "satisfied": "Satisfied",
    "not_satisfied": "Not satisfied",
    "not_determined": "Not determined",
    "needs_evidence": "Needs evidence",
    "not_applicable": "Not applicable",
    "pass": "Pass",
    "fail": "Fail",
}
COVERAGE_LABELS = {
    "complete": "Complete",
    "incomplete": "Incomplete",
    "stale": "Too old",
    "never_read": "Never read",
    "disabled": "Region not enabled",
}
SEVERITIES = ("critical", "high", "medium", "low")
NEEDS_ATTENTION = ("fail", "not_determined")
STATUS_ORDER = ("fail", "not_determined", "pass", "not_applicable")
# Names of resources, and places, that a row of a table may hold and yet stay on one page.
LONG_ROW = 30
Alike = Mapping[tuple[str, str], Sequence[FindingFacts]]


@dataclass(frozen=True)
class RequirementRow:
    """A requirement with the controls that speak to it."""

    facts: RequirementFacts
    label: str
    controls: tuple[tuple[ControlFacts, str], ...]


@dataclass(frozen=True)
class Group:
    """A heading with its requirements and their share of statuses."""

    id: str
    title: str
    level: int
    rows: tuple[RequirementRow, ...]
    bar: SafeString
    counts: tuple[Part, ...]


@dataclass(frozen=True)
class FindingGroup:
    """Findings of one status for one reason, which is therefore said once.

    What needs attention is listed one by one in `findings`; what passes, and what the control
    does not apply to, in `sets`: all of it, in little room, in a single row.
    """

    status: str
    reason: str
    findings: tuple[FindingFacts, ...]
    sets: tuple[ResourceSet, ...]

    @property
    def is_long(self) -> bool:
        """Whether its sets must be allowed to break over pages."""
        return len(self.sets) + sum(len(one.ends) for one in self.sets) > LONG_ROW


@dataclass(frozen=True)
class ControlChapter:
    """A control with its findings, the ones that need attention first."""

    facts: ControlFacts
    label: str
    groups: tuple[FindingGroup, ...]
    counts: tuple[Part, ...]


@dataclass(frozen=True)
class Missing:
    """An operation that could not be read in some regions of an account, for one reason."""

    account: str
    operation: str
    error: str
    regions: tuple[str, ...]
    times: int


@dataclass(frozen=True)
class ReportLayout:
    """Everything the template shows, ready to be shown."""

    facts: AssessmentFacts
    as_of: datetime
    ring: SafeString
    counts: tuple[Part, ...]
    groups: tuple[Group, ...]
    controls: tuple[ControlChapter, ...]
    failing: tuple[ControlChapter, ...]
    undetermined: tuple[ControlChapter, ...]
    resources: tuple[NumberedResources, ...]
    gaps: tuple[CoverageFacts, ...]
    missing: tuple[Missing, ...]
    calls: int


def layout(facts: AssessmentFacts) -> ReportLayout:
    """The facts in the report's order: summary, requirements by group, controls, evidence."""
    counts = _requirement_parts(facts.requirements)
    by_id = {one.id: one for one in facts.controls}
    gaps = tuple(one for one in facts.coverage if one.state not in {"complete", "disabled"})
    alike = {one.id: _alike(one.findings) for one in facts.controls}
    numbers = Numbers(
        ((account, region), arns)
        for groups in alike.values()
        for (status, _), found in groups.items()
        if status not in NEEDS_ATTENTION
        for (account, region, _), arns in _by_place(found).items()
    )
    chapters = tuple(_chapter(one, alike[one.id], numbers) for one in facts.controls)
    return ReportLayout(
        facts=facts,
        as_of=datetime.fromisoformat(facts.as_of),
        ring=donut(counts, title="Requirements by status"),
        counts=counts,
        groups=tuple(_groups(facts, by_id)),
        controls=chapters,
        failing=tuple(
            sorted((one for one in chapters if one.facts.status == "fail"), key=_weight)
        ),
        undetermined=tuple(one for one in chapters if one.facts.status == "not_determined"),
        resources=tuple(numbers.resources()),
        gaps=gaps,
        missing=tuple(_missing(gaps)),
        calls=sum(one.calls for one in facts.snapshots),
    )


def _missing(gaps: Sequence[CoverageFacts]) -> Iterator[Missing]:
    """What could not be read, each reason said once for all the regions that gave it."""
    found: dict[tuple[str, str, str], list[tuple[str, int]]] = {}
    for line in gaps:
        for gap in line.missing:
            key = (line.account, gap["error"], gap["operation"])
            found.setdefault(key, []).append((line.region, gap["times"]))
    for (account, error, operation), places in sorted(found.items()):
        regions = tuple(dict.fromkeys(region for region, _ in places))
        yield Missing(account, operation, error, regions, sum(times for _, times in places))


def _groups(facts: AssessmentFacts, controls: dict[str, ControlFacts]) -> Iterator[Group]:
    parents = {one.id: one.parent for one in facts.groups}
    members: dict[str, list[RequirementFacts]] = {}
    for one in facts.requirements:
        members.setdefault(one.group, []).append(one)
    for group in facts.groups:
        below = [
            one
            for name, found in members.items()
            if name == group.id or _is_below(name, group.id, parents)
            for one in found
        ]
        if below:
            parts = _requirement_parts(below)
            yield Group(
                id=group.id,
                title=group.title,
                level=_level(group.id, parents),
                rows=tuple(_row(one, controls) for one in members.get(group.id, ())),
                bar=stacked_bar(parts, title=f"{group.id} by status"),
                counts=parts,
            )


def _is_below(name: str, ancestor: str, parents: dict[str, str]) -> bool:
    while name := parents.get(name, ""):
        if name == ancestor:
            return True
    return False


def _level(name: str, parents: dict[str, str]) -> int:
    level = 1
    while name := parents.get(name, ""):
        level += 1
    return level


def _row(one: RequirementFacts, controls: dict[str, ControlFacts]) -> RequirementRow:
    named = [(name, "direct") for name in one.direct] + [
        (name, "supporting") for name in one.supporting
    ]
    return RequirementRow(
        one,
        LABELS[one.status],
        tuple((controls[name], strength) for name, strength in named if name in controls),
    )


def _alike(findings: Sequence[FindingFacts]) -> Alike:
    """Findings of one status for one reason, those that need attention first."""
    found: dict[tuple[str, str], list[FindingFacts]] = {}
    for one in findings:
        found.setdefault((one.status, one.reason), []).append(one)
    return dict(sorted(found.items(), key=lambda item: (STATUS_ORDER.index(item[0][0]), item[0])))


def _by_place(found: Sequence[FindingFacts]) -> dict[tuple[str, str, int], list[str]]:
    """The ARNs of each account, region and piece of evidence."""
    places: dict[tuple[str, str, int], list[str]] = {}
    for one in found:
        places.setdefault((one.account, one.region, one.snapshot or 0), []).append(one.resource)
    return dict(sorted(places.items()))


def _chapter(control: ControlFacts, alike: Alike, numbers: Numbers) -> ControlChapter:
    groups = tuple(
        _group(status, reason, found, numbers) for (status, reason), found in alike.items()
    )
    parts = tuple(
        Part(status, LABELS[status], control.counts.get(status, 0)) for status in STATUS_ORDER
    )
    return ControlChapter(control, LABELS[control.status], groups, parts)


def _group(
    status: str, reason: str, found: Sequence[FindingFacts], numbers: Numbers
) -> FindingGroup:
    if status in NEEDS_ATTENTION:
        return FindingGroup(status, reason, tuple(found), ())
    sets = tuple(
        numbers.resource_set(account, region, snapshot or None, arns)
        for (account, region, snapshot), arns in _by_place(found).items()
    )
    return FindingGroup(status, reason, (), sets)


def _requirement_parts(requirements: Sequence[RequirementFacts]) -> tuple[Part, ...]:
    counts = Counter(one.status for one in requirements)
    return tuple(
        Part(status.value, LABELS[status.value], counts[status]) for status in RequirementStatus
    )


def _weight(chapter: ControlChapter) -> tuple[int, int, str]:
    return (
        SEVERITIES.index(chapter.facts.severity),
        -chapter.facts.counts.get("fail", 0),
        chapter.facts.id,
    )
