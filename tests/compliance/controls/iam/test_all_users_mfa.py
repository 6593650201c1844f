"""iam.all-users-mfa: all IAM users have MFA."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.iam.all_users_mfa import judge
from tests.compliance.controls.iam.given import key, password, unreported, user
from tests.compliance.controls.resources import judge_outcome


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(user({"mfa_active": "true"}), "pass", "has MFA", id="with MFA"),
        pytest.param(user(password()), "fail", "password and no MFA", id="a person"),
        pytest.param(
            user(password(), key(1)), "fail", "password and no MFA", id="a person with a key"
        ),
        pytest.param(user(key(2)), "not_applicable", "as a program has", id="a program"),
        pytest.param(user(), "fail", "no active access key", id="nothing at all"),
        pytest.param(
            user({"access_key_1_active": "no_information"}),
            "not_determined",
            "access_key_1_active",
            id="key not told",
        ),
        pytest.param(unreported(), "not_determined", "iam:GetCredentialReport", id="denied"),
    ],
)
def test_user_has_mfa(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason
