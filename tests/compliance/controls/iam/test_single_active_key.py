"""iam.single-active-key: no user has two active access keys."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.iam.single_active_key import judge
from tests.compliance.controls.iam.given import FURTHER, key, unreported, user
from tests.compliance.controls.resources import judge_outcome


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(user(key(1)), "pass", "one active", id="one"),
        pytest.param(user(key(2)), "pass", "one active", id="only the second"),
        pytest.param(user(), "pass", "No access key", id="none"),
        pytest.param(user(key(1), key(2)), "fail", "two active", id="two"),
        pytest.param(
            user(key(1), FURTHER), "not_determined", "leaves out", id="more keys than columns"
        ),
        pytest.param(unreported(), "not_determined", "iam:GetCredentialReport", id="denied"),
    ],
)
def test_at_most_one_key_is_active(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason
