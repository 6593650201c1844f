"""iam.root-mfa: the root user has MFA."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.iam.root_mfa import judge
from tests.compliance.controls.iam.given import of_govcloud, root_user, unread_root
from tests.compliance.controls.resources import account, judge_outcome


@pytest.mark.parametrize(
    ("others", "status", "reason"),
    [
        pytest.param([root_user()], "pass", "has MFA", id="with MFA"),
        pytest.param([root_user(AccountMFAEnabled=0)], "fail", "no MFA", id="without MFA"),
        pytest.param(
            [root_user(AccountMFAEnabled=0, AccountPasswordPresent=0)],
            "pass",
            "no credentials",
            id="credentials managed by the organisation",
        ),
        pytest.param(
            [root_user(AccountMFAEnabled=0, AccountPasswordPresent=0, AccountAccessKeysPresent=1)],
            "fail",
            "no MFA",
            id="a key is a credential",
        ),
        pytest.param(
            [root_user(AccountMFAEnabled=0, AccountPasswordPresent=None)],
            "not_determined",
            "no AccountPasswordPresent",
            id="password not told",
        ),
        pytest.param(
            [root_user(AccountMFAEnabled=None)],
            "not_determined",
            "no AccountMFAEnabled",
            id="MFA not told",
        ),
        pytest.param([unread_root()], "not_determined", "iam:GetAccountSummary", id="denied"),
        pytest.param([], "not_determined", "was not collected", id="never read"),
    ],
)
def test_root_has_mfa_or_nothing(others: list[Resource], status: str, reason: str) -> None:
    outcome = judge_outcome(judge, account(), others=others)
    assert outcome.status == status
    assert reason in outcome.reason


def test_govcloud_has_no_console_for_root() -> None:
    outcome = judge_outcome(judge, of_govcloud(), others=[root_user(AccountMFAEnabled=0)])
    assert (outcome.status, "GovCloud" in outcome.reason) == ("not_applicable", True)
