"""The matrix of the first page: how each framework stands in each region."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from artifact.users.models import User
from artifact.users.visible import visible_findings, visible_frameworks
from compliance.assessments.standing import Standing, standing
from compliance.frameworks.framework import Framework, Requirement, Strength
from compliance.reports.charts import Part, stacked_bar


@dataclass(frozen=True)
class Cell:
    """One framework in one region.

    `tested` is how many requirements a control decides at least in part; the other counts but
    the last two are parts of it. The last two are of the whole framework.
    """

    region: str
    tested: int
    clear: int
    not_satisfied: int
    not_determined: int
    failing_findings: int
    satisfied: int
    needs_evidence: int
    bar: SafeString


@dataclass(frozen=True)
class Row:
    """One framework in every region; None where nothing of it may be seen."""

    framework: Framework
    cells: Sequence[Cell | None]


def framework_by_region(user: User, *, now: datetime) -> tuple[Sequence[str], Sequence[Row]]:
    """The regions and a row for each framework that the user may see.

    One query for people inside; one per framework for others, whose grants differ by it.
    """
    wanted = visible_frameworks(user, now=now)
    if user.is_inside:
        found = standing(visible_findings(user, now=now).current(), wanted)[1]
    else:
        found = [
            row
            for one in wanted
            for row in standing(visible_findings(user, now=now, framework=one).current(), [one])[1]
        ]
    regions = sorted({cell.region for _, cells in found for cell in cells})
    return regions, [_row(framework, cells, regions) for framework, cells in found]


def _row(framework: Framework, standings: Sequence[Standing], regions: Sequence[str]) -> Row:
    tested = sum(_is_tested(one) for one in framework.requirements)
    cells = {one.region: _cell(one, tested) for one in standings}
    return Row(framework, [cells.get(region) for region in regions])


def _is_tested(requirement: Requirement) -> bool:
    return not requirement.superseded and any(
        one.strength is Strength.DIRECT for one in requirement.controls
    )


def _cell(one: Standing, tested: int) -> Cell:
    failing, unknown = one.count("not_satisfied"), one.count("not_determined")
    clear = tested - failing - unknown
    parts = [
        Part("pass", "Without failure", clear),
        Part("not_satisfied", "Not satisfied", failing),
        Part("not_determined", "Not determined", unknown),
    ]
    return Cell(
        region=one.region,
        tested=tested,
        clear=clear,
        not_satisfied=failing,
        not_determined=unknown,
        failing_findings=one.failing_findings,
        satisfied=one.count("satisfied"),
        needs_evidence=one.count("needs_evidence"),
        bar=stacked_bar(parts, title=f"{one.framework.name} in {one.region}"),
    )
