import json
from datetime import UTC, datetime, timedelta

import pytest
from botocore.exceptions import ClientError

from tests.demo.serving import OWN_ACCOUNT, Server, error_code

READER = "Reader"
OLD = datetime(2019, 5, 1, tzinfo=UTC)


def make_key(aws: Server, **how: object) -> str:
    return str(aws.client("kms").create_key(**how)["KeyMetadata"]["Arn"])


def lay(aws: Server, operation: str, arn: str, **members: object) -> None:
    refused = aws.post("patch", [{"operation": operation, "resource": arn, "members": members}])
    assert refused == ""


def describe(aws: Server, arn: str) -> dict[str, object]:
    described: dict[str, object] = aws.client("kms", arn.split(":")[3]).describe_key(KeyId=arn)[
        "KeyMetadata"
    ]
    return described


def test_lists_are_turned_page_by_page(aws: Server) -> None:
    made = {make_key(aws) for _ in range(5)}
    kms = aws.client("kms")
    first = kms.list_keys(Limit=2)
    assert (len(first["Keys"]), first["Truncated"]) == (2, True)
    pages = kms.get_paginator("list_keys").paginate(PaginationConfig={"PageSize": 2})
    listed = [key["KeyArn"] for page in pages for key in page["Keys"]]
    assert len(listed) == len(set(listed))
    assert made <= set(listed)
    assert not kms.list_keys(Limit=1000)["Truncated"]


def test_without_a_limit_a_page_has_a_hundred_keys(aws: Server) -> None:
    for _ in range(101):
        make_key(aws)
    assert len(aws.client("kms").list_keys()["Keys"]) == 100


def test_grants_and_aliases_are_turned_too(aws: Server) -> None:
    arn, kms = make_key(aws), aws.client("kms")
    for number in range(3):
        kms.create_grant(KeyId=arn, GranteePrincipal=OWN_ACCOUNT, Operations=["Decrypt"])
        kms.create_alias(AliasName=f"alias/paged-{number}", TargetKeyId=arn)
    assert len(kms.list_grants(KeyId=arn, Limit=2)["Grants"]) == 2
    pages = kms.get_paginator("list_aliases").paginate(PaginationConfig={"PageSize": 7})
    names = [one["AliasName"] for page in pages for one in page["Aliases"]]
    assert {"alias/paged-0", "alias/paged-1", "alias/paged-2"} <= set(names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("given", "code"),
    [({"Marker": "made-up"}, "InvalidMarkerException"), ({"Limit": 1001}, "ValidationException")],
)
def test_a_marker_or_limit_that_is_none_is_refused(
    aws: Server, given: dict[str, object], code: str
) -> None:
    with pytest.raises(ClientError) as refused:
        aws.client("kms").list_keys(**given)
    assert error_code(refused.value) == code


def test_a_key_can_be_six_years_old(aws: Server) -> None:
    arn = make_key(aws)
    lay(aws, "kms:DescribeKey", arn, CreationDate=OLD.timestamp())
    assert describe(aws, arn)["CreationDate"] == OLD


def test_rotation_tells_its_period_and_next_date(aws: Server) -> None:
    arn, kms = make_key(aws), aws.client("kms")
    rotated = datetime(2026, 1, 31, tzinfo=UTC)
    lay(
        aws,
        "kms:ListKeyRotations",
        arn,
        Rotations=[{"RotationDate": rotated.timestamp(), "RotationType": "AUTOMATIC"}],
    )
    lay(aws, "kms:DescribeKey", arn, CreationDate=OLD.timestamp())
    assert "NextRotationDate" not in kms.get_key_rotation_status(KeyId=arn)
    kms.enable_key_rotation(KeyId=arn, RotationPeriodInDays=180)
    status = kms.get_key_rotation_status(KeyId=arn)
    assert status["KeyRotationEnabled"]
    assert status["RotationPeriodInDays"] == 180
    assert status["NextRotationDate"] == rotated + timedelta(days=180)
    [listed] = kms.list_key_rotations(KeyId=arn)["Rotations"]
    assert listed["RotationDate"] == rotated


@pytest.mark.parametrize(
    "kind",
    [
        {"KeySpec": "ECC_NIST_P256", "KeyUsage": "SIGN_VERIFY"},
        {"KeySpec": "HMAC_256", "KeyUsage": "GENERATE_VERIFY_MAC"},
    ],
)
@pytest.mark.parametrize("operation", ["get_key_rotation_status", "list_key_rotations"])
def test_keys_that_cannot_rotate_say_so(aws: Server, kind: dict[str, str], operation: str) -> None:
    arn = make_key(aws, **kind)
    with pytest.raises(ClientError) as refused:
        getattr(aws.client("kms"), operation)(KeyId=arn)
    assert error_code(refused.value) == "UnsupportedOperationException"


def test_a_key_that_waits_for_deletion_does_not_rotate(aws: Server) -> None:
    arn, kms = make_key(aws), aws.client("kms")
    kms.enable_key_rotation(KeyId=arn)
    kms.schedule_key_deletion(KeyId=arn, PendingWindowInDays=7)
    assert not kms.get_key_rotation_status(KeyId=arn.rpartition("/")[2])["KeyRotationEnabled"]


def test_material_that_was_not_imported_yet_is_awaited(aws: Server) -> None:
    described = describe(aws, make_key(aws, Origin="EXTERNAL"))
    assert (described["KeyState"], described["Enabled"]) == ("PendingImport", False)


def test_a_key_that_aws_made_is_managed_by_aws(aws: Server) -> None:
    kms = aws.client("kms")
    alias = next(
        one
        for one in kms.list_aliases(Limit=1000)["Aliases"]
        if one["AliasName"] == "alias/aws/secretsmanager"
    )
    assert "TargetKeyId" not in alias
    described = kms.describe_key(KeyId="alias/aws/secretsmanager")["KeyMetadata"]
    assert described["KeyManager"] == "AWS"
    assert kms.get_key_rotation_status(KeyId=described["KeyId"])["KeyRotationEnabled"]
    assert OWN_ACCOUNT in kms.get_key_policy(KeyId=described["KeyId"])["Policy"]


def test_a_replica_is_one_and_shares_its_primarys_rotation(aws: Server) -> None:
    kms, there = aws.client("kms"), aws.client("kms", "us-east-1")
    arn = make_key(aws, MultiRegion=True)
    kms.create_alias(AliasName="alias/both", TargetKeyId=arn)
    key_id = arn.rpartition("/")[2]
    replica = kms.replicate_key(KeyId=key_id, ReplicaRegion="us-east-1")["ReplicaKeyMetadata"]
    kms.enable_key_rotation(KeyId=key_id)
    family = describe(aws, replica["Arn"])["MultiRegionConfiguration"]
    assert isinstance(family, dict)
    assert family["MultiRegionKeyType"] == "REPLICA"
    own = describe(aws, arn)["MultiRegionConfiguration"]
    assert isinstance(own, dict)
    assert own["MultiRegionKeyType"] == "PRIMARY"
    assert there.get_key_rotation_status(KeyId=key_id)["KeyRotationEnabled"]
    assert there.list_aliases(KeyId=key_id)["Aliases"] == []


def test_a_key_policy_that_does_not_name_the_account_locks_its_roles_out(aws: Server) -> None:
    iam, sts = aws.client("iam"), aws.client("sts")
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"AWS": OWN_ACCOUNT}, "Action": "sts:AssumeRole"}
        ],
    }
    role = iam.create_role(RoleName=READER, AssumeRolePolicyDocument=json.dumps(trust))["Role"]
    given = sts.assume_role(RoleArn=role["Arn"], RoleSessionName="test")["Credentials"]
    reader = aws.client_with(
        "kms",
        "eu-west-1",
        given["AccessKeyId"],
        given["SecretAccessKey"],
        given["SessionToken"],
    )
    policy = {
        "Version": "2012-10-17",
        "Statement": {
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{OWN_ACCOUNT}:role/BreakGlass"},
            "Action": "kms:*",
            "Resource": "*",
        },
    }
    locked, open_to_all = make_key(aws, Policy=json.dumps(policy)), make_key(aws)
    for read in (reader.describe_key, reader.list_grants, reader.get_key_rotation_status):
        assert read(KeyId=open_to_all)
        with pytest.raises(ClientError) as refused:
            read(KeyId=locked)
        assert error_code(refused.value) == "AccessDeniedException"


def test_a_denial_with_a_condition_does_not_hide_the_key(aws: Server) -> None:
    statement = {"Principal": "*", "Resource": "*", "Action": "kms:*"}
    policy = {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", **statement},
            {
                "Effect": "Deny",
                **statement,
                "Condition": {"Bool": {"kms:GrantIsForAWSResource": "true"}},
            },
        ],
    }
    arn = make_key(aws, Policy=json.dumps(policy))
    assert describe(aws, arn)["Arn"] == arn


def test_there_is_no_custom_key_store(aws: Server) -> None:
    assert aws.client("kms").describe_custom_key_stores()["CustomKeyStores"] == []
