"""iam.console-users-mfa: each IAM user with a password has MFA."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.iam.console_users_mfa import judge
from tests.compliance.controls.iam.given import key, password, unreported, user
from tests.compliance.controls.resources import judge_outcome


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(user(password(mfa="true")), "pass", "password and MFA", id="with MFA"),
        pytest.param(
            user(password(mfa="TRUE")),
            "pass",
            "password and MFA",
            id="in capitals, as the guide has it",
        ),
        pytest.param(user(password()), "fail", "no MFA", id="without MFA"),
        pytest.param(user(key(1)), "pass", "no password", id="a program"),
        pytest.param(
            user({"password_enabled": "not_supported"}),
            "not_determined",
            "password_enabled of user/ada is 'not_supported'",
            id="a word for neither",
        ),
        pytest.param(user(password(mfa="N/A")), "not_determined", "mfa_active", id="MFA not told"),
        pytest.param(unreported(), "not_determined", "iam:GetCredentialReport", id="denied"),
    ],
)
def test_password_is_not_the_only_factor(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason
