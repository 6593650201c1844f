"""iam.unused-credentials: what is unused for too long is disabled."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.iam.unused_credentials import judge
from tests.compliance.controls.iam.given import FURTHER, NONE, key, password, unreported, user
from tests.compliance.controls.resources import judge_outcome


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(
            user(password(used=90)), "pass", "No active credential", id="used on the limit"
        ),
        pytest.param(
            user(password(used=91, changed=2)),
            "fail",
            "the password, last at 2026-01-30",
            id="changed since, yet unused",
        ),
        pytest.param(
            user(password(used=None, changed=20)), "pass", "No active", id="new and never used"
        ),
        pytest.param(
            user(password(used=None, changed=120)),
            "fail",
            "the password, never since 2026-01-01",
            id="never used since it was set",
        ),
        pytest.param(
            user(password(used=None), {"password_last_changed": NONE}),
            "fail",
            "never since 2025-07-05",
            id="never used, since the user was made",
        ),
        pytest.param(user(key(1, used=89)), "pass", "No active", id="key in use"),
        pytest.param(
            user(key(1, made=300, used=91)), "fail", "access key 1, last at", id="key out of use"
        ),
        pytest.param(
            user(key(2, made=91, used=None)),
            "fail",
            "access key 2, never since",
            id="key never used",
        ),
        pytest.param(user(key(1, made=20, used=None)), "pass", "No active", id="new key"),
        pytest.param(
            user(password(), key(1, made=300, used=200)), "fail", "access key 1", id="one of two"
        ),
        pytest.param(
            user(key(1, made=300, used=200), {"access_key_1_active": "false"}),
            "pass",
            "No active",
            id="inactive key",
        ),
        pytest.param(user(), "pass", "No active", id="nothing to use"),
        pytest.param(
            user(password(), {"password_last_used": "not_supported"}),
            "not_determined",
            "password_last_used",
            id="not supported is no date",
        ),
        pytest.param(
            user(key(1), FURTHER), "not_determined", "leaves out", id="more keys than columns"
        ),
        pytest.param(unreported(), "not_determined", "iam:GetCredentialReport", id="denied"),
    ],
)
def test_credential_is_used_or_disabled(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason


def test_limit_is_the_frameworks_to_choose() -> None:
    subject = user(password(used=50))
    assert judge_outcome(judge, subject).status == "pass"
    assert judge_outcome(judge, subject, max_days=45).status == "fail"
