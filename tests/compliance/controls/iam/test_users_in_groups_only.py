"""iam.users-in-groups-only: users get permissions through groups."""

import pytest

from compliance.collectors.iam import USER
from compliance.collectors.resource import Resource
from compliance.controls.iam.users_in_groups_only import judge
from tests.compliance.controls.iam.given import principal, unlisted_user
from tests.compliance.controls.resources import judge_outcome

INLINE = [{"PolicyName": "ad-hoc", "PolicyDocument": "{}"}]


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(principal(USER, "ada", GroupList=["a"]), "pass", "groups", id="in a group"),
        pytest.param(principal(USER, "ada"), "pass", "no policies but", id="in none"),
        pytest.param(
            principal(USER, "ada", "Ops", by_aws=False), "fail", "attached Ops", id="attached"
        ),
        pytest.param(
            principal(USER, "ada", "ReadOnlyAccess"), "fail", "attached Read", id="AWS's own"
        ),
        pytest.param(
            principal(USER, "ada", UserPolicyList=INLINE), "fail", "inline ad-hoc", id="inline"
        ),
        pytest.param(
            unlisted_user(), "not_determined", "iam:GetAccountAuthorizationDetails", id="denied"
        ),
    ],
)
def test_user_has_no_policies(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason
