import pytest

from tests.compliance.policies.policies import ORG, OTHER, OWN, allow, judged

CANONICAL = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"


@pytest.mark.parametrize(
    ("principal", "exposure", "why"),
    [
        ("*", "public", "everyone"),
        ({"AWS": "*"}, "public", "the same as the bare star"),
        ({"AWS": [OWN, "*"]}, "public", "one star among fixed ones"),
        ({"AWS": 111111111111}, "private", "an id written as a number"),
        ({"AWS": f"arn:aws-cn:iam::{OWN}:root"}, "private", "China"),
        ({"AWS": f"arn:aws-us-gov:iam::{OWN}:root"}, "private", "GovCloud"),
        ({"AWS": f"arn:aws-us-gov:iam::{OTHER}:root"}, "cross_account", "GovCloud, other"),
        ({"AWS": f"arn:aws:iam::{OWN}:user/path/ann"}, "private", "own user"),
        ({"AWS": f"arn:aws:sts::{OWN}:assumed-role/r/s"}, "private", "own session"),
        ({"AWS": f"arn:aws:sts::{OTHER}:assumed-role/r/s"}, "cross_account", "other session"),
        ({"AWS": f"arn:aws:sts::{OTHER}:federated-user/f"}, "cross_account", "federated user"),
        ({"AWS": f"arn:aws:iam::{OTHER}:role/aws-service-role/x"}, "cross_account", "role"),
        ({"AWS": f"arn:aws:iam::{OWN}:role/*"}, "public", "no wildcard inside a principal"),
        ({"AWS": "arn:aws:iam::*:root"}, "public", "every account"),
        ({"AWS": "arn:aws:iam::${aws:PrincipalAccount}:root"}, "public", "a variable"),
        ({"AWS": "1111111111111"}, "public", "13 digits are no account"),
        ({"AWS": "arn:aws:s3:::bucket"}, "public", "no identity at all"),
        ({"AWS": "arn:aws:iam::cloudfront:user/CloudFront E1"}, "cross_account", "an OAI"),
        ({"AWS": "AROAEXAMPLEEXAMPLE12"}, "private", "a deleted role"),
        ({"AWS": ["AIDAEXAMPLEEXAMPLE12", OTHER]}, "cross_account", "stale beside other"),
        ({"Service": "logs.eu-west-1.amazonaws.com"}, "service_unscoped", "regional"),
        ({"Service": ["ec2.amazonaws.com.cn"]}, "service_unscoped", "China, in a list"),
        ({"Service": "*"}, "public", "not a service principal"),
        ({"Service": "*.amazonaws.com"}, "public", "not a service principal either"),
        ({"Service": "cloudtrail"}, "public", "nor is this"),
        ({"CanonicalUser": CANONICAL}, "cross_account", "whose id is unknown"),
        ({"CanonicalUser": "*"}, "public", "no id"),
        ({"aws": OWN}, "public", "kinds are case-sensitive; unknown ones are wide"),
        ({"Everybody": OWN}, "public", "unknown kind"),
        (OWN, "public", "only the star may stand without a kind"),
        ({"AWS": OTHER, "Service": "sns.amazonaws.com"}, "cross_account", "widest kind"),
    ],
)
def test_principal(principal: object, exposure: str, why: str) -> None:
    assert judged(allow(Principal=principal)).exposure == exposure, why


@pytest.mark.parametrize(
    ("condition", "exposure", "why"),
    [
        ({"StringEquals": {"aws:PrincipalAccount": OWN}}, "private", "cannot both hold"),
        ({"StringEquals": {"aws:PrincipalOrgID": ORG}}, "cross_account", "named all the same"),
        ({"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}, "cross_account", "not anonymous"),
        ({"StringEquals": {"sts:ExternalId": "secret"}}, "cross_account", "how, not who"),
    ],
)
def test_a_named_outside_account_under_a_condition(
    condition: object, exposure: str, why: str
) -> None:
    verdict = judged(allow(Principal={"AWS": OTHER}, Condition=condition))
    assert verdict.exposure == exposure, why
    assert not verdict.aws_is_public


@pytest.mark.parametrize(
    ("condition", "exposure", "why"),
    [
        ({}, "service_unscoped", "any account's trail"),
        ({"StringEquals": {"aws:SourceAccount": OWN}}, "service", "own source"),
        ({"StringLike": {"aws:SourceAccount": "1111*"}}, "service_unscoped", "not fixed"),
        ({"StringEqualsIfExists": {"aws:SourceAccount": OWN}}, "service_unscoped", "may lack"),
        ({"StringEquals": {"aws:SourceAccount": OTHER}}, "cross_account", "another's source"),
        ({"StringEquals": {"aws:SourceAccount": [OWN, OTHER]}}, "cross_account", "widest"),
        ({"StringEquals": {"aws:SourceOwner": OWN}}, "service", "old name of the account"),
        ({"StringEquals": {"aws:SourceOrgID": ORG}}, "service", "source in one organization"),
        (
            {"ForAnyValue:StringLike": {"aws:SourceOrgPaths": f"{ORG}/*"}},
            "service",
            "source in one organization",
        ),
        (
            {"ForAllValues:StringLike": {"aws:SourceOrgPaths": f"{ORG}/*"}},
            "service_unscoped",
            "true without the key",
        ),
        (
            {"ArnLike": {"aws:SourceArn": f"arn:aws:cloudtrail:*:{OWN}:trail/*"}},
            "service",
            "account fixed, name and region free",
        ),
        (
            {"StringLike": {"aws:SourceArn": f"arn:aws:cloudtrail:*:{OWN}:trail/*"}},
            "service",
            "names of trails hold no colon",
        ),
        (
            {"StringLike": {"aws:SourceArn": f"arn:aws:*:{OWN}:trail/*"}},
            "service_unscoped",
            "the star runs across colons",
        ),
        ({"ArnEquals": {"aws:SourceArn": "arn:aws:s3:::logs"}}, "service", "one bucket"),
        ({"ArnLike": {"aws:SourceArn": "arn:aws:s3:::*"}}, "service_unscoped", "any bucket"),
        ({"ArnLike": {"aws:SourceArn": "*"}}, "service_unscoped", "any source"),
        ({"StringEquals": {"aws:PrincipalOrgID": ORG}}, "service_unscoped", "not a service's"),
        ({"StringEquals": {"kms:CallerAccount": OWN}}, "service_unscoped", "not the source"),
        (
            {"StringLike": {"kms:EncryptionContext:aws:cloudtrail:arn": f"arn:*:{OWN}:*"}},
            "service_unscoped",
            "what, not who",
        ),
    ],
)
def test_a_service_under_a_condition(condition: object, exposure: str, why: str) -> None:
    service = {"Service": "cloudtrail.amazonaws.com"}
    verdict = judged(allow(Principal=service, Condition=condition))
    assert verdict.exposure == exposure, why
    assert not verdict.aws_is_public
