"""iam.root-no-access-keys: the root user has no access keys."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.iam.root_no_access_keys import judge
from tests.compliance.controls.iam.given import root_user, unread_root
from tests.compliance.controls.resources import account, judge_outcome


@pytest.mark.parametrize(
    ("others", "status", "reason"),
    [
        pytest.param([root_user()], "pass", "no access key", id="none"),
        pytest.param(
            [root_user(AccountAccessKeysPresent=1)], "fail", "has an access key", id="one"
        ),
        pytest.param(
            [root_user(AccountAccessKeysPresent=None)],
            "not_determined",
            "AccountAccessKeysPresent",
            id="not told",
        ),
        pytest.param([unread_root()], "not_determined", "iam:GetAccountSummary", id="denied"),
    ],
)
def test_root_has_no_keys(others: list[Resource], status: str, reason: str) -> None:
    outcome = judge_outcome(judge, account(), others=others)
    assert outcome.status == status
    assert reason in outcome.reason
