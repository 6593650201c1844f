"""inspector.high-overdue: high findings are closed within their limit."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.inspector.high_overdue import judge
from tests.compliance.controls.inspector.vulnerabilities import ago, finding, unlisted
from tests.compliance.controls.resources import judge_outcome


@pytest.mark.parametrize(
    ("subject", "expected", "reason"),
    [
        pytest.param(finding(ago(90), severity="HIGH"), "pass", "within 90", id="on the limit"),
        pytest.param(finding(ago(90, 1), severity="HIGH"), "fail", "limit is 90", id="overdue"),
        pytest.param(finding(ago(200)), "not_applicable", "severity is CRITICAL", id="critical"),
        pytest.param(unlisted(), "not_determined", "ListFindings: Access", id="denied"),
    ],
)
def test_high_finding_is_closed_in_time(subject: Resource, expected: str, reason: str) -> None:
    found = judge_outcome(judge, subject)
    assert found.status == expected
    assert reason in found.reason
