"""artifact.regional-report-on-file: a country's own proof where its Region is in use."""

from collections.abc import Sequence

import pytest

from compliance.collectors.artifact import REPORT
from compliance.collectors.resource import Population, Resource
from compliance.collectors.secretsmanager import SECRET
from compliance.controls.region_use import SIGNS
from tests.compliance.controls.artifact.listed import judged, report
from tests.compliance.controls.resources import OWNER, resource

CONTROL = "artifact.regional-report-on-file"
C5 = report("C5 Type 2 Report", "C5")


def region(
    name: str, *, used: bool = False, error: str = "", absent: str = ""
) -> list[Population]:
    """A Region with a secret, or with nothing; where there is an error, with what was seen."""
    arn = f"arn:aws:secretsmanager:{name}:{OWNER}:secret:db"
    secrets = [resource(arn, SECRET, name)] if used else []
    return [
        Population(
            arn=f"arn:aws:any:{name}:{OWNER}:*",
            type=kind,
            account_id=OWNER,
            region=name,
            operation=f"List {kind}",
            resources=secrets if kind == SECRET else [],
            error=error,
            absent=absent,
        )
        for kind in SIGNS
    ]


FRANKFURT, ZURICH, IRELAND = "eu-central-1", "eu-central-2", "eu-west-1"


@pytest.mark.parametrize(
    ("found", "regions", "status", "reason"),
    [
        pytest.param(
            [C5], region(FRANKFURT, used=True), "pass", "C5 report for eu-central-1", id="current"
        ),
        pytest.param([], region(FRANKFURT, used=True), "fail", "lists no C5 report", id="none"),
        pytest.param(
            [C5],
            [*region(FRANKFURT, used=True), *region(ZURICH, used=True)],
            "fail",
            "lists no FINMA report for eu-central-2",
            id="one of two",
        ),
        pytest.param(
            [report("C5 Report", "C5", ended=500)],
            region(FRANKFURT, used=True),
            "fail",
            "no longer",
            id="too old",
        ),
        pytest.param([], region(FRANKFURT), "not_applicable", "No Region", id="not in use"),
        pytest.param(
            [], region(IRELAND, used=True), "not_applicable", "No Region", id="no programme"
        ),
        pytest.param([], [], "not_applicable", "No Region", id="not read"),
        pytest.param(
            [], region(FRANKFURT, absent="not enabled"), "not_applicable", "No", id="not enabled"
        ),
        pytest.param(
            [], region(FRANKFURT, error="denied"), "not_determined", "denied", id="use unknown"
        ),
        pytest.param(
            [C5],
            region(FRANKFURT, used=True, error="denied"),
            "pass",
            "C5",
            id="what was seen is enough",
        ),
    ],
)
def test_programme_of_each_region_in_use(
    found: list[Resource], regions: Sequence[Population], status: str, reason: str
) -> None:
    outcome = judged(CONTROL, *found, elsewhere=regions)
    assert outcome.status == status, outcome.reason
    assert reason in outcome.reason


def test_denied_list_is_not_determined() -> None:
    used = region(FRANKFURT, used=True)
    assert judged(CONTROL, C5, denied=[REPORT], elsewhere=used).status == "not_determined"
