"""cloudtrail.bucket-not-public: neither ACL nor policy opens it, or a block prevents that."""

from collections.abc import Sequence

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.bucket_not_public import judge
from tests.compliance.controls.cloudtrail.trails import (
    Denied,
    Facts,
    account_block,
    bucket,
    verdict,
)

FLAGS = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
GROUPS = "http://acs.amazonaws.com/groups/"
OWNER_GRANT = {"Grantee": {"Type": "CanonicalUser", "ID": "0a"}, "Permission": "FULL_CONTROL"}

NOT_SET: Facts = {}
PRIVATE_ACL = {"Grants": [OWNER_GRANT]}
CLOSED_POLICY = {"PolicyStatus": {"IsPublic": False}}
OPEN_POLICY = {"PolicyStatus": {"IsPublic": True}}
BLOCK_DENIED = Denied("s3:GetPublicAccessBlock")
ACL_DENIED = Denied("s3:GetBucketAcl")
POLICY_DENIED = Denied("s3:GetBucketPolicyStatus")
ACCOUNT_DENIED = account_block(Denied("s3control:GetPublicAccessBlock"))


def blocked(*flags: str) -> Facts:
    return {"PublicAccessBlockConfiguration": {flag: flag in flags for flag in FLAGS}}


def open_acl(group: str = "global/AllUsers") -> Facts:
    grantee = {"Type": "Group", "URI": GROUPS + group}
    return {"Grants": [OWNER_GRANT, {"Grantee": grantee, "Permission": "READ"}]}


ACCOUNT_BLOCKS_ALL = account_block(blocked(*FLAGS))
ACCOUNT_BLOCKS_NONE = account_block(NOT_SET)


@pytest.mark.parametrize(
    ("block", "acl", "policy", "account", "status"),
    [
        pytest.param(
            blocked(*FLAGS),
            open_acl(),
            OPEN_POLICY,
            ACCOUNT_BLOCKS_NONE,
            "pass",
            id="bucket block",
        ),
        pytest.param(
            blocked(*FLAGS),
            ACL_DENIED,
            POLICY_DENIED,
            ACCOUNT_DENIED,
            "pass",
            id="block is enough",
        ),
        pytest.param(
            NOT_SET, open_acl(), OPEN_POLICY, ACCOUNT_BLOCKS_ALL, "pass", id="account block"
        ),
        pytest.param(
            blocked("BlockPublicAcls", "IgnorePublicAcls"),
            open_acl(),
            OPEN_POLICY,
            account_block(blocked("BlockPublicPolicy", "RestrictPublicBuckets")),
            "pass",
            id="bucket and account share the flags",
        ),
        pytest.param(
            blocked("BlockPublicAcls", "BlockPublicPolicy"),
            open_acl(),
            CLOSED_POLICY,
            ACCOUNT_BLOCKS_NONE,
            "fail",
            id="refusing new public ACLs leaves the old ones",
        ),
        pytest.param(
            blocked("BlockPublicAcls", "BlockPublicPolicy"),
            PRIVATE_ACL,
            OPEN_POLICY,
            ACCOUNT_BLOCKS_NONE,
            "fail",
            id="refusing new public policies leaves the old one",
        ),
        pytest.param(
            NOT_SET,
            PRIVATE_ACL,
            CLOSED_POLICY,
            ACCOUNT_BLOCKS_NONE,
            "pass",
            id="no block, private",
        ),
        pytest.param(
            NOT_SET, PRIVATE_ACL, NOT_SET, ACCOUNT_BLOCKS_NONE, "pass", id="no block, no policy"
        ),
        pytest.param(
            NOT_SET, PRIVATE_ACL, OPEN_POLICY, ACCOUNT_BLOCKS_NONE, "fail", id="public policy"
        ),
        pytest.param(
            NOT_SET, open_acl(), CLOSED_POLICY, ACCOUNT_BLOCKS_NONE, "fail", id="all users"
        ),
        pytest.param(
            NOT_SET,
            open_acl("global/AuthenticatedUsers"),
            CLOSED_POLICY,
            ACCOUNT_BLOCKS_NONE,
            "fail",
            id="all users of AWS",
        ),
        pytest.param(
            NOT_SET,
            open_acl("s3/LogDelivery"),
            CLOSED_POLICY,
            ACCOUNT_BLOCKS_NONE,
            "pass",
            id="log delivery is not the public",
        ),
        pytest.param(
            blocked("IgnorePublicAcls"),
            open_acl(),
            OPEN_POLICY,
            ACCOUNT_BLOCKS_NONE,
            "fail",
            id="ACL ignored, policy public",
        ),
        pytest.param(
            NOT_SET,
            PRIVATE_ACL,
            CLOSED_POLICY,
            ACCOUNT_DENIED,
            "pass",
            id="private, account denied",
        ),
        pytest.param(
            NOT_SET,
            open_acl(),
            CLOSED_POLICY,
            ACCOUNT_DENIED,
            "not_determined",
            id="account denied",
        ),
        pytest.param(
            NOT_SET, open_acl(), CLOSED_POLICY, None, "not_determined", id="account not collected"
        ),
        pytest.param(
            BLOCK_DENIED,
            PRIVATE_ACL,
            CLOSED_POLICY,
            ACCOUNT_BLOCKS_NONE,
            "pass",
            id="private, block denied",
        ),
        pytest.param(
            NOT_SET,
            ACL_DENIED,
            CLOSED_POLICY,
            ACCOUNT_BLOCKS_NONE,
            "not_determined",
            id="ACL denied",
        ),
        pytest.param(
            NOT_SET,
            PRIVATE_ACL,
            POLICY_DENIED,
            ACCOUNT_BLOCKS_NONE,
            "not_determined",
            id="policy denied",
        ),
        pytest.param(
            NOT_SET, ACL_DENIED, OPEN_POLICY, ACCOUNT_BLOCKS_NONE, "fail", id="open, ACL denied"
        ),
        pytest.param(
            BLOCK_DENIED,
            ACL_DENIED,
            POLICY_DENIED,
            ACCOUNT_BLOCKS_ALL,
            "not_determined",
            id="the account's block says nothing of a stranger's bucket",
        ),
    ],
)
def test_bucket_is_closed(
    block: Facts | Denied,
    acl: Facts | Denied,
    policy: Facts | Denied,
    account: Resource | None,
    status: str,
) -> None:
    estate: Sequence[Resource] = [account] if account else []
    subject = bucket(block=block, acl=acl, policy_status=policy)
    assert verdict(judge, subject, estate=estate).status == status


def test_unreadable_bucket_asks_for_its_owners_account() -> None:
    subject = bucket(block=BLOCK_DENIED, acl=ACL_DENIED, policy_status=POLICY_DENIED)
    reason = verdict(judge, subject, estate=[ACCOUNT_BLOCKS_ALL]).reason
    assert reason == (
        "s3:GetPublicAccessBlock: AccessDeniedException: User is not authorized; "
        "if the bucket belongs to another account, connect that account"
    )
