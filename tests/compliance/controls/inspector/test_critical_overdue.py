"""inspector.critical-overdue: critical findings are closed within their limit."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.inspector.critical_overdue import judge
from tests.compliance.controls.inspector.vulnerabilities import ago, finding, unlisted
from tests.compliance.controls.resources import judge_outcome

IMAGE = [{"id": "shop", "details": {"awsEcrContainerImage": {"pushedAt": ago(6)}}}]
REPOSITORY = [{"id": "shop", "details": {"codeRepository": {}}}]
HOST = {"id": "i-1", "details": {"awsEc2Instance": {"launchedAt": ago(200)}}}


@pytest.mark.parametrize(
    ("subject", "expected", "reason"),
    [
        pytest.param(finding(ago(10)), "pass", "CVE-1 on i-1 is open since", id="fresh"),
        pytest.param(finding(ago(30)), "pass", "within 30 days", id="on the limit"),
        pytest.param(finding(ago(30, 1)), "fail", "the limit is 30 days", id="overdue"),
        pytest.param(finding(ago(40), fixAvailable="PARTIAL"), "fail", "limit", id="partly fixed"),
        pytest.param(
            finding(ago(40), fixAvailable="NO"), "not_applicable", "no fix", id="without a fix"
        ),
        pytest.param(
            finding(ago(40), severity="HIGH"), "not_applicable", "severity is HIGH", id="high"
        ),
        pytest.param(
            finding(ago(5), known=ago(40), there=ago(200)),
            "fail",
            "open since 2026-03-22",
            id="the month runs from the vendor's day",
        ),
        pytest.param(
            finding(ago(5), known=ago(400), resources=IMAGE),
            "pass",
            "open since 2026-04-25",
            id="but not from before the image was there",
        ),
        pytest.param(
            finding(ago(5), known=ago(400), there=ago(2)), "pass", "2026-04-26", id="restarted"
        ),
        pytest.param(
            finding(ago(5), known=ago(2), there=ago(9)), "pass", "2026-04-26", id="known later"
        ),
        pytest.param(
            finding(ago(5), known=ago(40), resources=REPOSITORY),
            "not_determined",
            "AWS does not tell",
            id="since when it is there is not told",
        ),
        pytest.param(
            finding(ago(5), known=ago(40), resources=[HOST, *REPOSITORY]),
            "not_determined",
            "AWS does not tell",
            id="of one of two it is not told",
        ),
        pytest.param(
            finding(ago(5), known=ago(20), resources=REPOSITORY), "pass", "within", id="either way"
        ),
        pytest.param(
            finding(ago(31), known=ago(40), resources=REPOSITORY),
            "fail",
            "limit",
            id="either fails",
        ),
        pytest.param(
            finding(ago(40), packageVulnerabilityDetails=None, title="Weak hash", resources=[]),
            "fail",
            "Weak hash is open",
            id="no package",
        ),
        pytest.param(finding(None), "not_determined", "no firstObservedAt", id="no date"),
        pytest.param(unlisted(), "not_determined", "ListFindings: Access", id="denied"),
    ],
)
def test_critical_finding_is_closed_in_time(subject: Resource, expected: str, reason: str) -> None:
    found = judge_outcome(judge, subject)
    assert found.status == expected
    assert reason in found.reason


def test_ranking_and_limit_are_the_entitys_own() -> None:
    high = finding(ago(20), severity="HIGH")
    both = ["CRITICAL", "HIGH"]
    assert judge_outcome(judge, high, severities=both).status == "pass"
    assert judge_outcome(judge, high, severities=both, max_days=10).status == "fail"


def test_severity_that_was_not_read_is_not_determined() -> None:
    found = judge_outcome(judge, finding(ago(1)), severities=["CRITICAL", "MEDIUM"])
    assert found.status == "not_determined"
    assert "not asked for findings of MEDIUM" in found.reason
