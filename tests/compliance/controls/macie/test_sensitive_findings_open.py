"""macie.sensitive-findings-open: severe findings of sensitive data are dealt with."""

import pytest

from compliance.collectors.macie2 import SENSITIVE_DATA
from compliance.collectors.resource import Resource
from compliance.controls.macie.sensitive_findings_open import judge
from tests.compliance.controls.macie.findings import ago, finding, undescribed
from tests.compliance.controls.resources import judge_outcome


@pytest.mark.parametrize(
    ("subject", "expected", "reason"),
    [
        pytest.param(
            finding(SENSITIVE_DATA, ago(30)), "pass", "within 30 days", id="on the limit"
        ),
        pytest.param(finding(SENSITIVE_DATA, ago(30, 1)), "fail", "the limit is 30", id="too old"),
        pytest.param(
            finding(SENSITIVE_DATA, ago(90), archived=True),
            "not_applicable",
            "archived",
            id="archived",
        ),
        pytest.param(
            finding(SENSITIVE_DATA, None), "not_determined", "no createdAt", id="no date"
        ),
        pytest.param(
            undescribed(SENSITIVE_DATA), "not_determined", "GetFindings: Access", id="denied"
        ),
    ],
)
def test_finding_is_dealt_with(subject: Resource, expected: str, reason: str) -> None:
    found = judge_outcome(judge, subject)
    assert found.status == expected
    assert reason in found.reason


def test_reason_names_where_it_is() -> None:
    assert "s3://orders/2026.csv" in judge_outcome(judge, finding(SENSITIVE_DATA, ago(1))).reason
    bucket = {"s3Bucket": {"name": "orders"}}
    found = judge_outcome(judge, finding(SENSITIVE_DATA, ago(1), resourcesAffected=bucket))
    assert "in orders is open" in found.reason
