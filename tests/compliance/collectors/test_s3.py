"""collectors.s3: every bucket in its own region, five calls each, up to three more if open."""

import base64
import json
from typing import Any

import pytest

from compliance.aws.answers import NotCollected
from compliance.collectors.s3 import ASKED_OF_EACH, BUCKET
from tests.compliance.collectors.gathering import Gathered, declare, gather, has_member, refuse
from tests.demo.serving import OWN_ACCOUNT, Server

BLOCKS = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
LIST = "s3:ListBuckets"
OWNERSHIP = "s3:GetBucketOwnershipControls"
DEFAULT = "ServerSideEncryptionConfiguration.Rules.ApplyServerSideEncryptionByDefault"
ACL, STATUS = "s3:GetBucketAcl", "s3:GetBucketPolicyStatus"


@pytest.fixture
def emptied(aws: Server) -> Server:
    """The module's server without the buckets of other tests."""
    s3 = aws.client("s3", "us-east-1")
    for one in s3.list_buckets()["Buckets"]:
        s3.delete_bucket(Bucket=one["Name"])
    return aws


def make(
    server: Server,
    name: str,
    region: str = "eu-west-1",
    *,
    blocks: tuple[str, ...] = (),
    policy: bool = False,
    ownership: str = "",
) -> str:
    """Make a bucket and give its ARN."""
    s3: Any = server.client("s3", region)
    place = {"CreateBucketConfiguration": {"LocationConstraint": region}}
    s3.create_bucket(Bucket=name, **({} if region == "us-east-1" else place))
    arn = f"arn:aws:s3:::{name}"
    if blocks:
        on = {one: one in blocks for one in BLOCKS}
        s3.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration=on)
    if policy:
        statement = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": arn}
        document = {"Version": "2012-10-17", "Statement": [statement]}
        s3.put_bucket_policy(Bucket=name, Policy=json.dumps(document))
    if ownership:
        rules = {"Rules": [{"ObjectOwnership": ownership}]}
        s3.put_bucket_ownership_controls(Bucket=name, OwnershipControls=rules)
    return arn


def further_calls(found: Gathered) -> list[str]:
    """The calls beside the list and what each bucket is asked."""
    return sorted(one for one in found.calls if one in {OWNERSHIP, ACL, STATUS})


def test_each_bucket_is_asked_in_its_own_region(
    emptied: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    near = make(emptied, "near", blocks=BLOCKS, policy=True)
    far = make(emptied, "far", "us-east-1", blocks=BLOCKS, policy=True)
    emptied.post("reset")
    found = gather("s3", emptied, monkeypatch)
    assert (found.resource(near).region, found.resource(far).region) == ("eu-west-1", "us-east-1")
    for arn in (near, far):
        bucket = found.resource(arn)
        assert bucket["block"]["PublicAccessBlockConfiguration"] == dict.fromkeys(BLOCKS, True)
        assert "s3:*" in bucket["policy"]["Policy"]
        assert bucket["logging"] == bucket["versioning"] == {}
        (rule,) = bucket["encryption"]["ServerSideEncryptionConfiguration"]["Rules"]
        assert rule["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256"
    regions = {one["region"] for one in emptied.calls() if one["operation"] == "GetBucketPolicy"}
    assert regions == {"eu-west-1", "us-east-1"}
    assert found.calls.count(LIST) == 1
    assert len(found.calls) == 1 + 2 * len(ASKED_OF_EACH)


@pytest.mark.parametrize(
    ("given", "further"),
    [
        ({"blocks": BLOCKS, "policy": True}, []),
        ({}, [ACL, OWNERSHIP]),
        ({"policy": True}, [ACL, OWNERSHIP, STATUS]),
        ({"policy": True, "ownership": "BucketOwnerEnforced"}, [OWNERSHIP, STATUS]),
        ({"policy": True, "ownership": "ObjectWriter"}, [ACL, OWNERSHIP, STATUS]),
        ({"blocks": ("IgnorePublicAcls",), "policy": True}, [STATUS]),
        ({"blocks": ("RestrictPublicBuckets",), "policy": True}, [ACL, OWNERSHIP]),
        ({"blocks": ("BlockPublicAcls", "BlockPublicPolicy")}, [ACL, OWNERSHIP]),
    ],
)
def test_only_what_its_own_block_leaves_open_is_asked(
    emptied: Server, monkeypatch: pytest.MonkeyPatch, given: dict[str, Any], further: list[str]
) -> None:
    arn = make(emptied, "asked", **given)
    found = gather("s3", emptied, monkeypatch)
    assert further_calls(found) == further
    bucket = found.resource(arn)
    if "policy" not in given:
        assert bucket["policy_status"] == {}
    assert not any(one.error_code and not one.absent for one in bucket.facts.values())


def test_denied_block_leaves_all_to_be_asked(
    emptied: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    arn = make(emptied, "denied", blocks=BLOCKS, policy=True)
    refuse(emptied, "s3:GetPublicAccessBlock", "AccessDenied", 403)
    found = gather("s3", emptied, monkeypatch)
    assert further_calls(found) == [ACL, OWNERSHIP, STATUS]
    with pytest.raises(NotCollected, match="AccessDenied"):
        _ = found.resource(arn)["block"]


def test_denied_policy_may_be_there(emptied: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    arn = make(emptied, "unread")
    refuse(emptied, "s3:GetBucketPolicy", "AccessDenied", 403)
    found = gather("s3", emptied, monkeypatch)
    assert STATUS in found.calls
    with pytest.raises(NotCollected, match="AccessDenied"):
        _ = found.resource(arn)["policy"]


def test_account_without_buckets_costs_one_call(
    emptied: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = gather("s3", emptied, monkeypatch)
    population = found.population(BUCKET)
    assert (population.resources, population.error) == ([], "")
    assert population.count_statement == "s3:ListBuckets returned 0 buckets in 1 page"
    assert found.calls == [LIST]


def test_denied_list_is_an_error(emptied: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(emptied, LIST, "AccessDenied", 403)
    assert "AccessDenied" in gather("s3", emptied, monkeypatch).population(BUCKET).error


def test_list_is_turned_to_its_last_page(emptied: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    token = base64.urlsafe_b64encode(b"from:0").decode()
    first = {"Name": "first", "BucketRegion": "eu-west-1"}
    second = {"Name": "second", "BucketRegion": "us-east-1"}
    declare(emptied, LIST, {"Buckets": [first], "ContinuationToken": token})
    declare(emptied, LIST, {"Buckets": [second]}, ContinuationToken=token)
    found = gather("s3", emptied, monkeypatch)
    population = found.population(BUCKET)
    assert [one.name for one in population.resources] == ["first", "second"]
    assert population.error == ""
    assert found.calls.count(LIST) == 2


def test_bucket_of_another_owner_is_refused(
    emptied: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where a name was deleted, and taken by somebody else, between list and question."""
    stranger = emptied.client("s3", "us-east-1", account="444455556666")
    stranger.create_bucket(Bucket="taken")
    declare(emptied, LIST, {"Buckets": [{"Name": "taken", "BucketRegion": "us-east-1"}]})
    bucket = gather("s3", emptied, monkeypatch).resource("arn:aws:s3:::taken")
    for fact in ASKED_OF_EACH:
        with pytest.raises(NotCollected, match="AccessDenied"):
            _ = bucket[fact]


@pytest.mark.parametrize(
    ("operation", "path"),
    [
        (LIST, "Buckets.BucketRegion"),
        (LIST, "ContinuationToken"),
        (OWNERSHIP, "OwnershipControls.Rules.ObjectOwnership"),
        (STATUS, "PolicyStatus.IsPublic"),
        (ACL, "Grants.Grantee.URI"),
        ("s3:GetBucketEncryption", f"{DEFAULT}.SSEAlgorithm"),
        ("s3:GetBucketLogging", "LoggingEnabled.TargetBucket"),
        ("s3:GetBucketVersioning", "Status"),
        ("s3:GetPublicAccessBlock", "PublicAccessBlockConfiguration.IgnorePublicAcls"),
    ],
)
def test_what_is_read_is_in_the_api(operation: str, path: str) -> None:
    assert has_member(operation, path)


def test_owner_is_said_with_every_question(
    emptied: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(emptied, "ours")
    for fact in ("Policy", "Logging", "Versioning", "Encryption", "OwnershipControls", "Acl"):
        refuse(emptied, f"s3:GetBucket{fact}", "AccessDenied", 403)
        declare(emptied, f"s3:GetBucket{fact}", {}, ExpectedBucketOwner=OWN_ACCOUNT)
    bucket = gather("s3", emptied, monkeypatch).resource("arn:aws:s3:::ours")
    for fact in ("policy", "logging", "versioning", "encryption", "ownership", "acl"):
        assert bucket.facts[fact].error_code == ""
