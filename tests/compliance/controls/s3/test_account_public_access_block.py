"""s3.account-public-access-block: all four settings, for the whole account."""

import pytest

from compliance.collectors.s3account import ACCOUNT_PUBLIC_ACCESS
from compliance.controls.s3.account_public_access_block import judge
from tests.compliance.controls.resources import Denied, Facts, Unread, account, judge_outcome
from tests.compliance.controls.s3.buckets import BLOCKS, NOT_SET, account_block, blocked


@pytest.mark.parametrize(
    ("block", "status", "reason"),
    [
        pytest.param(blocked(*BLOCKS), "pass", "All four", id="all"),
        pytest.param(NOT_SET, "fail", "not configured", id="not set"),
        pytest.param(blocked(*BLOCKS[1:]), "fail", "BlockPublicAcls", id="one is off"),
        pytest.param(
            {"PublicAccessBlockConfiguration": {"IgnorePublicAcls": True}},
            "fail",
            "BlockPublicAcls and BlockPublicPolicy and RestrictPublicBuckets",
            id="three not told",
        ),
        pytest.param(
            Denied("s3control:GetPublicAccessBlock"), "not_determined", "denied|not auth", id="no"
        ),
    ],
)
def test_account_blocks(block: Facts | Denied, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, account(), others=[account_block(block)])
    assert outcome.status == status
    assert any(one in outcome.reason for one in reason.split("|"))


def test_unread_account_is_not_determined() -> None:
    for unread in ([], [Unread(ACCOUNT_PUBLIC_ACCESS, "global")]):
        assert judge_outcome(judge, account(), unread=unread).status == "not_determined"
