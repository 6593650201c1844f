"""artifact.soc1-on-file: AWS's own SOC 1 report, recent or carried on by a letter."""

import pytest

from compliance.collectors.artifact import REPORT
from compliance.collectors.resource import Resource
from tests.compliance.controls.artifact.listed import judged, report

CONTROL = "artifact.soc1-on-file"
NAME = "Service Organization Controls SOC 1 Report"


@pytest.mark.parametrize(
    ("found", "status", "reason"),
    [
        pytest.param([report(NAME)], "pass", "version 2", id="current"),
        pytest.param([report(NAME, ended=401)], "fail", "no longer current", id="too old"),
        pytest.param([report("SOC 2 Type 1 Report")], "fail", "lists no SOC 1", id="SOC 2"),
        pytest.param(
            [report(NAME, ended=450), report("SOC 1 Bridge Letter", began=449, ended=20)],
            "pass",
            "carried on by SOC 1 Bridge Letter",
            id="letter",
        ),
    ],
)
def test_report_is_current(found: list[Resource], status: str, reason: str) -> None:
    outcome = judged(CONTROL, *found)
    assert outcome.status == status, outcome.reason
    assert reason in outcome.reason


def test_denied_list_is_not_determined() -> None:
    assert judged(CONTROL, denied=[REPORT]).status == "not_determined"
