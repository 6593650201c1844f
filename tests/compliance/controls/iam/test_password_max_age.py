"""iam.password-max-age: passwords expire where they are the only factor."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.iam.password_max_age import judge
from tests.compliance.controls.iam.given import PERSON, key, password, passwords, undecided, user
from tests.compliance.controls.resources import account, judge_outcome


@pytest.mark.parametrize(
    ("others", "status", "reason"),
    [
        pytest.param(
            [PERSON, passwords({"ExpirePasswords": True, "MaxPasswordAge": 90})],
            "pass",
            "after 90 days",
            id="in time",
        ),
        pytest.param(
            [PERSON, passwords({"ExpirePasswords": True, "MaxPasswordAge": 91})],
            "fail",
            "after 91 days",
            id="too late",
        ),
        pytest.param(
            [PERSON, passwords({"ExpirePasswords": False})], "fail", "never expire", id="never"
        ),
        pytest.param(
            [PERSON, passwords({"ExpirePasswords": True})],
            "not_determined",
            "MaxPasswordAge",
            id="age not told",
        ),
        pytest.param(
            [PERSON, passwords({"MinimumPasswordLength": 12})],
            "not_determined",
            "ExpirePasswords",
            id="expiry not told",
        ),
        pytest.param(
            [user(password(mfa="true")), passwords(None)],
            "not_applicable",
            "has MFA",
            id="MFA for all",
        ),
        pytest.param(
            [user(password(mfa="true")), user(password(), name="bob"), passwords(None)],
            "fail",
            "no password policy",
            id="MFA for some",
        ),
        pytest.param(
            [user(password(mfa="true")), user(key(1), name="app"), passwords(None)],
            "not_applicable",
            "has MFA",
            id="programs have no password",
        ),
        *undecided({"ExpirePasswords": True, "MaxPasswordAge": 90}),
    ],
)
def test_passwords_expire(others: list[Resource], status: str, reason: str) -> None:
    outcome = judge_outcome(judge, account(), others=others)
    assert outcome.status == status
    assert reason in outcome.reason
