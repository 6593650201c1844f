"""inspector.suppression-reviewed: rules say why, and what they hide is counted."""

from datetime import timedelta
from typing import Any

import pytest

from compliance.collectors.inspector2 import FILTER
from compliance.collectors.resource import Resource
from compliance.controls.inspector.suppression_reviewed import judge
from tests.compliance.controls.resources import (
    HOME,
    NOW,
    OWNER,
    Denied,
    Facts,
    judge_outcome,
    resource,
)

ON_THE_LIMIT = NOW - timedelta(days=365)
OLD = ON_THE_LIMIT - timedelta(seconds=1)
ARN = f"arn:aws:inspector2:{HOME}:{OWNER}:owner/{OWNER}/filter/0a1b"
HIDDEN: Facts = {"findings": [{"severity": "HIGH"}, {"severity": "CRITICAL"}]}
FINDINGS_DENIED = Denied("inspector2:ListFindings")


def rule(hidden: Facts | Denied = HIDDEN, **members: Any) -> Resource:
    """A rule that says why, reviewed on the limit's day."""
    entry = {"arn": ARN, "reason": "RISK-7", "updatedAt": ON_THE_LIMIT, **members}
    return resource(ARN, FILTER, filter=entry, suppressed=hidden)


@pytest.mark.parametrize(
    ("subject", "expected", "reason"),
    [
        pytest.param(rule(), "pass", f"suppressed in {HOME}: 2", id="reviewed"),
        pytest.param(rule(reason=None, description="RISK-7"), "pass", "2", id="described"),
        pytest.param(rule(reason=" "), "fail", "does not say why", id="blank"),
        pytest.param(rule(reason=None), "fail", f"suppressed in {HOME}: 2", id="no reason"),
        pytest.param(rule(updatedAt=OLD), "fail", "the limit is 365 days", id="not reviewed"),
        pytest.param(rule(updatedAt=None), "not_determined", "no updatedAt", id="no date"),
        pytest.param(
            rule(FINDINGS_DENIED), "not_determined", "ListFindings: Access", id="not counted"
        ),
        pytest.param(
            resource(ARN, FILTER, filter=Denied("inspector2:ListFilters")),
            "not_determined",
            "ListFilters: Access",
            id="denied",
        ),
    ],
)
def test_rule_says_why(subject: Resource, expected: str, reason: str) -> None:
    found = judge_outcome(judge, subject)
    assert found.status == expected
    assert reason in found.reason
