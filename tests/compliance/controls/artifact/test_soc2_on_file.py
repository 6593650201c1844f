"""artifact.soc2-on-file: AWS's own SOC 2 report of type 2, recent or carried on by a letter."""

import pytest

from compliance.collectors.artifact import REPORT
from compliance.collectors.resource import Resource
from tests.compliance.controls.artifact.listed import DETAILS_DENIED, days_ago, judged, report

CONTROL = "artifact.soc2-on-file"
NAME = "SOC 2 Type 2 Report"
LETTER = "SOC Continued Operations Letter"
OLD = report(NAME, began=800, ended=450)


@pytest.mark.parametrize(
    ("found", "status", "reason"),
    [
        pytest.param(
            [report(NAME)],
            "pass",
            "SOC 2 Type 2 Report (series SOC, version 2, period 2025-07-05 to 2026-04-01)",
            id="current",
        ),
        pytest.param([report("SOC-2 Report")], "pass", "SOC-2", id="hyphen"),
        pytest.param([report(NAME, ended=400)], "pass", "publishes", id="just young enough"),
        pytest.param([report(NAME, ended=401)], "fail", "no longer current", id="too old"),
        pytest.param([OLD, report(NAME)], "pass", "2026-04-01", id="newest counts"),
        pytest.param([], "fail", "lists no SOC 2 report", id="none"),
        pytest.param([report("SOC 1 Report")], "fail", "lists no", id="another report"),
        pytest.param([report("SOC 2 Privacy Report")], "fail", "lists no", id="privacy"),
        pytest.param([report("SOC 2 Type 1 Report")], "fail", "lists no", id="type 1"),
        pytest.param([report("SOC 2 Type I Report")], "fail", "lists no", id="type I"),
        pytest.param([report(NAME, series="ISO")], "fail", "lists no", id="another series"),
        pytest.param(
            [report(NAME, companyName="Example Vendor", series=None)],
            "fail",
            "lists no",
            id="a vendor's",
        ),
        pytest.param([report(NAME, state="UNPUBLISHED")], "fail", "lists no", id="unpublished"),
        pytest.param([report(NAME, began=-1)], "fail", "lists no", id="not begun"),
        pytest.param(
            [OLD, report(LETTER, began=450, ended=20)], "pass", "carried on by", id="letter"
        ),
        pytest.param(
            [OLD, report(LETTER, began=440, ended=20)], "fail", "no longer", id="letter with a gap"
        ),
        pytest.param(
            [OLD, report(LETTER, began=450, ended=101)], "fail", "no longer", id="old letter"
        ),
        pytest.param([report(LETTER, ended=20)], "fail", "lists no", id="a letter alone"),
        pytest.param(
            [report(NAME, uploadState="PROCESSING", statusMessage="soon")],
            "not_determined",
            "PROCESSING (soon)",
            id="being uploaded",
        ),
        pytest.param(
            [report(NAME, ended=None, details={"createdAt": days_ago(40)})],
            "pass",
            "issued 2026-03-22",
            id="by the day of issue",
        ),
        pytest.param(
            [report(NAME, ended=None, details={"createdAt": days_ago(500)})],
            "fail",
            "issued",
            id="issued long ago",
        ),
        pytest.param(
            [report(NAME, ended=None, details={})], "not_determined", "neither", id="no date"
        ),
        pytest.param(
            [report(NAME, ended=None, details=DETAILS_DENIED)],
            "not_determined",
            "GetReportMetadata: Access",
            id="details denied",
        ),
        pytest.param(
            [report(NAME, companyName=None, details={"companyName": "AWS"})],
            "pass",
            "publishes",
            id="company in the details",
        ),
        pytest.param(
            [report(NAME, companyName=None, details={})],
            "not_determined",
            "no companyName",
            id="nobody's",
        ),
        pytest.param(
            [report(NAME, version=None, details={})], "not_determined", "no version", id="version"
        ),
        pytest.param(
            [report(NAME), report(None, details={})],
            "not_determined",
            "no name",
            id="a name is missing",
        ),
    ],
)
def test_report_is_current(found: list[Resource], status: str, reason: str) -> None:
    outcome = judged(CONTROL, *found)
    assert outcome.status == status, outcome.reason
    assert reason in outcome.reason


def test_denied_list_is_not_determined() -> None:
    outcome = judged(CONTROL, report(NAME), denied=[REPORT])
    assert outcome.status == "not_determined"
    assert "AccessDenied" in outcome.reason


def test_partition_without_aws_artifact_is_not_determined() -> None:
    outcome = judged(CONTROL, absent=True)
    assert outcome.status == "not_determined"
    assert "aws-cn" in outcome.reason


def test_age_is_a_limit_of_its_own() -> None:
    assert judged(CONTROL, report(NAME, ended=40), max_age_days=30).status == "fail"
