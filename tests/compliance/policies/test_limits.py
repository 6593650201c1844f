import pytest

from tests.compliance.policies.policies import ORG, OTHER, OWN, everyone_if

ROLE = f"arn:aws:iam::{OWN}:role/reader"
ACCESS_POINT = f"arn:aws:s3:us-west-2:{OWN}:accesspoint/ap"
CUT_UP = [f"{first}.0.0.0/8" for first in range(1, 120, 2)]


def _id(value: object) -> str:
    return str(value) if isinstance(value, str) else ""


@pytest.mark.parametrize(
    ("condition", "exposure", "aws_is_public", "why"),
    [
        ({"StringEquals": {"aws:PrincipalAccount": OWN}}, "private", False, "own account"),
        ({"StringEquals": {"AWS:principalaccount": OWN}}, "private", False, "case of the key"),
        ({"StringEquals": {"aws:PrincipalAccount": []}}, "public", True, "no value to meet"),
        ({"StringLike": {"aws:PrincipalAccount": "*"}}, "public", True, "any account"),
        ({"StringLike": {"kms:CallerAccount": "1111*"}}, "public", True, "other accounts too"),
        ({"StringEquals": {"kms:CallerAccount": OWN}}, "private", False, "own account"),
        ({"NumericEquals": {"kms:CallerAccount": OWN}}, "public", True, "unfit operator"),
        ({"StringNotEquals": {"aws:PrincipalAccount": OTHER}}, "public", True, "all but one"),
        (
            {"StringEquals": {"aws:PrincipalAccount": "${aws:PrincipalAccount}"}},
            "public",
            True,
            "true of everyone",
        ),
        (
            {"StringEquals": {"aws:PrincipalOrgID": f"${{aws:PrincipalOrgID, '{ORG}'}}"}},
            "public",
            True,
            "the default serves only who has none",
        ),
        (
            {"StringEquals": {"kms:CallerAccount": OWN, "kms:ViaService": "s3.amazonaws.com"}},
            "private",
            False,
            "how AWS managed keys are written",
        ),
        ({"StringEquals": {"kms:ViaService": "s3.amazonaws.com"}}, "public", True, "a route"),
        ({"Bool": {"kms:GrantIsForAWSResource": "true"}}, "public", True, "not who"),
        ({"StringEquals": {"kms:EncryptionContext:a": "b"}}, "public", True, "not who"),
        ({"StringEquals": {"aws:ResourceAccount": OWN}}, "public", True, "of the resource"),
        ({"StringEquals": {"aws:ResourceOrgID": ORG}}, "public", True, "of the resource"),
        ({"ArnEquals": {"aws:PrincipalArn": ROLE}}, "private", False, "one own role"),
        (
            {"ArnLike": {"aws:PrincipalArn": f"arn:aws:iam::{OWN}:role/*"}},
            "private",
            True,
            "account fixed, but AWS counts the wildcard",
        ),
        (
            {"ArnLike": {"aws:PrincipalArn": f"arn:*:iam::{OWN}:role/x"}},
            "private",
            True,
            "ARN operators compare part by part",
        ),
        (
            {"StringLike": {"aws:PrincipalArn": f"arn:*:iam::{OWN}:role/x"}},
            "public",
            True,
            "the star also spans a foreign role's path with colons",
        ),
        (
            {"StringLike": {"aws:PrincipalArn": f"arn:aws:iam::{OWN}:role/*"}},
            "private",
            True,
            "the star comes after the account",
        ),
        (
            {"StringEquals": {"aws:PrincipalArn": f"arn:aws:iam::{OWN}:user/${{aws:username}}"}},
            "private",
            True,
            "variable after the account",
        ),
        ({"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/x"}}, "public", True, "any"),
        ({"ArnLike": {"aws:PrincipalArn": [ROLE, "*"]}}, "public", True, "widest value"),
        ({"StringLike": {"aws:PrincipalArn": f"*{OWN}*"}}, "public", True, "anywhere"),
        ({"StringEquals": {"aws:userid": "AIDAEXAMPLE"}}, "cross_account", False, "whose?"),
        ({"StringEquals": {"aws:userid": OWN}}, "private", False, "own root user"),
        ({"StringEquals": {"aws:username": "ann"}}, "public", True, "anyone can be ann"),
        ({"StringEquals": {"aws:PrincipalTag/team": "a"}}, "public", True, "self-given"),
        ({"StringEquals": {"aws:PrincipalType": "User"}}, "public", True, "any user"),
        ({"StringLike": {"aws:Referer": "https://example.com/*"}}, "public", True, "claimed"),
        (
            {"StringEquals": {"aws:PrincipalOrgID": [ORG, "o-zzzzzzzzzz"]}},
            "organization",
            False,
            "two organizations",
        ),
        ({"StringEquals": {"aws:PrincipalOrgID": [ORG, "o-*"]}}, "public", True, "widest"),
        (
            {"StringEqualsIfExists": {"aws:PrincipalOrgID": ORG}},
            "public",
            True,
            "strangers without an organization have no such key",
        ),
        (
            {"ForAllValues:StringEquals": {"aws:PrincipalOrgID": ORG}},
            "public",
            True,
            "true when the key is missing",
        ),
        (
            {
                "ForAllValues:StringEquals": {"aws:PrincipalOrgID": ORG},
                "Null": {"aws:PrincipalOrgID": "false"},
            },
            "organization",
            False,
            "the key has to be there",
        ),
        (
            {
                "StringEqualsIfExists": {"aws:PrincipalOrgID": ORG},
                "Null": {"aws:principalorgid": "true"},
            },
            "public",
            True,
            "the key has to be missing",
        ),
        ({"Null": {"aws:PrincipalOrgID": "false"}}, "public", True, "any organization"),
        (
            {"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": f"{ORG}/r-ab12/*"}},
            "organization",
            True,
            "organization fixed",
        ),
        (
            {"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": f"{ORG}*"}},
            "public",
            True,
            "also longer ids",
        ),
        (
            {"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "*/r-ab12/*"}},
            "public",
            True,
            "roots are not unique",
        ),
        (
            {"ForAllValues:StringLike": {"aws:PrincipalOrgPaths": f"{ORG}/*"}},
            "public",
            True,
            "true when the key is missing",
        ),
        ({"Bool": {"aws:PrincipalIsAWSService": "true"}}, "service_unscoped", True, "services"),
        ({"Bool": {"aws:PrincipalIsAWSService": "false"}}, "public", True, "all people"),
        (
            {"StringEquals": {"aws:PrincipalServiceName": "sns.amazonaws.com"}},
            "service_unscoped",
            True,
            "one service for anyone",
        ),
        (
            {"ArnEquals": {"aws:SourceArn": f"arn:aws:sns:us-east-1:{OWN}:t"}},
            "service",
            False,
            "only services send a source",
        ),
        (
            {"ArnLike": {"aws:SourceArn": f"arn:aws:sns:us-east-1:{OWN}:*"}},
            "service",
            True,
            "account fixed, but AWS counts the wildcard",
        ),
        ({"ArnLike": {"aws:SourceArn": "arn:aws:sns:*:*:*"}}, "public", True, "any source"),
        ({"StringEquals": {"aws:SourceAccount": OTHER}}, "cross_account", False, "foreign"),
        (
            {"StringEquals": {"aws:PrincipalOrgID": ORG, "aws:SourceVpc": "vpc-1"}},
            "network",
            False,
            "the tighter of the two bounds",
        ),
        (
            {
                "StringEquals": {"aws:PrincipalAccount": OWN},
                "StringLike": {"aws:PrincipalAccount": OTHER},
            },
            "private",
            False,
            "nobody is in both",
        ),
        (
            {"Bool": {"aws:SecureTransport": "true", "aws:MultiFactorAuthPresent": True}},
            "public",
            True,
            "how, not who",
        ),
        ({"StringEqualsish": {"aws:PrincipalAccount": OWN}}, "public", True, "unknown operator"),
        ({"stringequals": {"aws:PrincipalAccount": OWN}}, "private", False, "operator's case"),
        ({"StringEquals": {"s3:DataAccessPointAccount": OWN}}, "public", True, "not for KMS"),
    ],
    ids=_id,
)
def test_condition_on_everyone(
    condition: object, exposure: str, aws_is_public: object, why: str
) -> None:
    verdict = everyone_if(condition)
    assert verdict.exposure == exposure, why
    assert verdict.aws_is_public is aws_is_public, why


@pytest.mark.parametrize(
    ("ranges", "exposure", "aws_is_public", "why"),
    [
        ("203.0.113.7", "network", False, "one address"),
        ("203.0.113.7/24", "network", False, "host bits do not matter"),
        (["203.0.113.0/24", "2001:db8::/32"], "network", False, "both families"),
        (["203.0.113.0/24", "0.0.0.0/0"], "public", True, "widest range"),
        (["0.0.0.0/1", "128.0.0.0/1"], "public", True, "two halves"),
        (["::/1", "8000::/1"], "public", True, "two halves"),
        ("52.0.0.0/8", "network", False, "AWS draws the line below /8"),
        ("52.0.0.0/7", "public", True, "wider than /8"),
        (["52.0.0.0/8", "53.0.0.0/8"], "public", True, "joined wider than /8"),
        (CUT_UP, "public", True, "half the Internet, cut up"),
        ("2001:db8::/31", "public", True, "wider than /32"),
        ("::ffff:0:0/96", "public", True, "all of IPv4, mapped"),
        (["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"], "network", False, "private"),
        ("203.0.113.*", "public", True, "not a range"),
        ("${aws:SourceIp}", "public", True, "a variable"),
        ([], "public", True, "no range"),
    ],
    ids=_id,
)
def test_source_address(ranges: object, exposure: str, aws_is_public: object, why: str) -> None:
    verdict = everyone_if({"IpAddress": {"aws:SourceIp": ranges}}, service="s3")
    assert verdict.exposure == exposure, why
    assert verdict.aws_is_public is aws_is_public, why


@pytest.mark.parametrize(
    ("condition", "exposure", "aws_is_public", "why"),
    [
        ({"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}, "public", True, "all the rest"),
        ({"StringLike": {"aws:SourceIp": "203.0.113.*"}}, "public", True, "unfit operator"),
        (
            {"IpAddressIfExists": {"aws:SourceIp": "203.0.113.0/24"}},
            "public",
            True,
            "the key is missing behind a VPC endpoint",
        ),
        ({"IpAddress": {"aws:VpcSourceIp": "10.0.0.0/16"}}, "network", True, "not on AWS's list"),
        ({"StringEquals": {"aws:SourceVpce": ["vpce-1", "vpce-2"]}}, "network", False, "fixed"),
        ({"StringLike": {"aws:SourceVpce": "vpce-*"}}, "public", True, "any endpoint"),
        ({"StringEquals": {"aws:VpceAccount": OWN}}, "network", True, "own endpoints"),
        ({"StringEquals": {"aws:VpceOrgID": ORG}}, "network", True, "organization's endpoints"),
        ({"StringEquals": {"s3:DataAccessPointAccount": OWN}}, "private", False, "own"),
        ({"StringEquals": {"s3:DataAccessPointAccount": OTHER}}, "cross_account", False, "not"),
        ({"StringEquals": {"s3:DataAccessPointArn": ACCESS_POINT}}, "private", False, "one"),
        (
            {"ArnLike": {"s3:DataAccessPointArn": "arn:aws:s3:*:*:accesspoint/*"}},
            "public",
            True,
            "any account's",
        ),
        (
            {"ArnLike": {"s3:DataAccessPointArn": f"arn:aws:s3:*:{OWN}:accesspoint/*"}},
            "private",
            True,
            "AWS lets only the name vary",
        ),
        ({"StringEquals": {"s3:AccessPointNetworkOrigin": "VPC"}}, "public", True, "any VPC"),
        ({"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}}, "public", True, "how"),
        ({"StringEquals": {"kms:CallerAccount": OWN}}, "public", True, "not for S3"),
    ],
    ids=_id,
)
def test_condition_on_a_bucket(
    condition: object, exposure: str, aws_is_public: object, why: str
) -> None:
    verdict = everyone_if(condition, service="s3")
    assert verdict.exposure == exposure, why
    assert verdict.aws_is_public is aws_is_public, why
