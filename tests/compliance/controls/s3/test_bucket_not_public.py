"""s3.bucket-not-public: closed by the bucket, the account, or by nothing that opens it."""

from typing import Any

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.s3.bucket_not_public import judge
from tests.compliance.controls.resources import Denied, Facts, judge_outcome
from tests.compliance.controls.s3.buckets import (
    BLOCKS,
    NOT_SET,
    account_block,
    blocked,
    bucket,
    granted,
    owned,
)

ALL_USERS, ANY_ACCOUNT = "global/AllUsers", "global/AuthenticatedUsers"
OPEN: Facts = {"PolicyStatus": {"IsPublic": True}}
CLOSED: Facts = {"PolicyStatus": {"IsPublic": False}}
BLOCK_DENIED = Denied("s3:GetPublicAccessBlock")
OWNERSHIP_DENIED = Denied("s3:GetBucketOwnershipControls")
ACL_DENIED = Denied("s3:GetBucketAcl")
STATUS_DENIED = Denied("s3:GetBucketPolicyStatus")
WRITER = owned("ObjectWriter")
ENFORCED = owned("BucketOwnerEnforced")
NOTHING_KEPT_BACK: dict[str, Any] = {
    "block": NOT_SET,
    "ownership": WRITER,
    "acl": granted(),
    "policy_status": CLOSED,
}
BLOCKS_NOTHING, BLOCKS_ALL = account_block(NOT_SET), account_block(blocked(*BLOCKS))
ACCOUNT_DENIED = account_block(Denied("s3control:GetPublicAccessBlock"))


@pytest.mark.parametrize(
    ("facts", "account", "status"),
    [
        pytest.param({}, BLOCKS_NOTHING, "pass", id="private"),
        pytest.param({"policy_status": NOT_SET}, BLOCKS_NOTHING, "pass", id="no policy"),
        pytest.param({"policy_status": OPEN}, BLOCKS_NOTHING, "fail", id="public policy"),
        pytest.param({"acl": granted(ALL_USERS)}, BLOCKS_NOTHING, "fail", id="public ACL"),
        pytest.param({"acl": granted(ANY_ACCOUNT)}, BLOCKS_NOTHING, "fail", id="any account"),
        pytest.param({"acl": granted("s3/LogDelivery")}, BLOCKS_NOTHING, "pass", id="S3's own"),
        pytest.param(
            {"acl": granted(ALL_USERS), "policy_status": OPEN}, BLOCKS_ALL, "pass", id="account"
        ),
        pytest.param(
            {"ownership": ENFORCED, "acl": ACL_DENIED}, BLOCKS_NOTHING, "pass", id="no ACLs"
        ),
        pytest.param(
            {"ownership": ENFORCED, "policy_status": OPEN}, BLOCKS_NOTHING, "fail", id="policy"
        ),
        pytest.param(
            {"block": blocked("BlockPublicAcls", "BlockPublicPolicy"), "policy_status": OPEN},
            BLOCKS_NOTHING,
            "fail",
            id="only new ones are refused",
        ),
        pytest.param(
            {"block": blocked("IgnorePublicAcls"), "acl": granted(ALL_USERS)},
            BLOCKS_NOTHING,
            "pass",
            id="public ACL is ignored",
        ),
        pytest.param({}, ACCOUNT_DENIED, "pass", id="private, account denied"),
        pytest.param({"block": BLOCK_DENIED}, BLOCKS_NOTHING, "pass", id="private, block denied"),
        pytest.param(
            {"block": BLOCK_DENIED, "acl": granted(ALL_USERS)},
            BLOCKS_NOTHING,
            "not_determined",
            id="public ACL, block denied",
        ),
        pytest.param(
            {"acl": granted(ALL_USERS)}, ACCOUNT_DENIED, "not_determined", id="account denied"
        ),
        pytest.param({"acl": ACL_DENIED}, BLOCKS_NOTHING, "not_determined", id="ACL denied"),
        pytest.param(
            {"ownership": OWNERSHIP_DENIED}, BLOCKS_NOTHING, "pass", id="private by its ACL"
        ),
        pytest.param(
            {"ownership": OWNERSHIP_DENIED, "acl": granted(ALL_USERS)},
            BLOCKS_NOTHING,
            "not_determined",
            id="ACLs may be off",
        ),
        pytest.param(
            {"policy_status": STATUS_DENIED}, BLOCKS_NOTHING, "not_determined", id="status denied"
        ),
        pytest.param(
            {
                "block": BLOCK_DENIED,
                "ownership": OWNERSHIP_DENIED,
                "acl": ACL_DENIED,
                "policy_status": STATUS_DENIED,
            },
            BLOCKS_ALL,
            "pass",
            id="its owner's account closes it, whatever it says",
        ),
    ],
)
def test_bucket_is_closed(facts: dict[str, Any], account: Resource, status: str) -> None:
    subject = bucket(**{**NOTHING_KEPT_BACK, **facts})
    assert judge_outcome(judge, subject, others=[account]).status == status


def test_own_block_settles_it_with_one_answer() -> None:
    subject = bucket(block=blocked("IgnorePublicAcls", "RestrictPublicBuckets"))
    assert judge_outcome(judge, subject).status == "pass"


def test_refused_bucket_gives_no_hint_at_another_account() -> None:
    subject = bucket(**{**NOTHING_KEPT_BACK, "policy_status": STATUS_DENIED})
    reason = judge_outcome(judge, subject, others=[BLOCKS_NOTHING]).reason
    assert "connect that account" not in reason
