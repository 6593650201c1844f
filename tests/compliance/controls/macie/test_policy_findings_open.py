"""macie.policy-findings-open: findings about open buckets are dealt with."""

import pytest

from compliance.collectors.macie2 import POLICY
from compliance.collectors.resource import Resource
from compliance.controls.macie.policy_findings_open import judge
from tests.compliance.controls.macie.findings import ago, finding, undescribed
from tests.compliance.controls.resources import judge_outcome


@pytest.mark.parametrize(
    ("subject", "expected", "reason"),
    [
        pytest.param(finding(POLICY, ago(14)), "pass", "within 14 days", id="on the limit"),
        pytest.param(finding(POLICY, ago(14, 1)), "fail", "the limit is 14", id="too old"),
        pytest.param(
            finding(POLICY, ago(90), archived=True), "not_applicable", "archived", id="archived"
        ),
        pytest.param(finding(POLICY, None), "not_determined", "no createdAt", id="no date"),
        pytest.param(undescribed(POLICY), "not_determined", "GetFindings: Access", id="denied"),
    ],
)
def test_finding_is_dealt_with(subject: Resource, expected: str, reason: str) -> None:
    found = judge_outcome(judge, subject)
    assert found.status == expected
    assert reason in found.reason


def test_reason_names_where_it_is() -> None:
    assert "s3://orders/2026.csv" in judge_outcome(judge, finding(POLICY, ago(1))).reason
    bucket = {"s3Bucket": {"name": "orders"}}
    found = judge_outcome(judge, finding(POLICY, ago(1), resourcesAffected=bucket))
    assert "in orders is open" in found.reason
