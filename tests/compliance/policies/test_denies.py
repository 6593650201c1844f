import pytest

from tests.compliance.policies.policies import ORG, OTHER, OWN, Body, allow, deny, judged

ROLE = f"arn:aws:iam::{OTHER}:role/reader"
NOT_OWN = {"StringNotEquals": {"aws:PrincipalAccount": OWN}}
NOT_ORG = {"StringNotEquals": {"aws:PrincipalOrgID": ORG}}
NOT_OWN_SOURCE = {"StringNotEquals": {"aws:SourceAccount": OWN}}
NOT_A_SERVICE = {"BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}


@pytest.mark.parametrize(
    ("condition", "exposure", "why"),
    [
        ({}, "private", "nobody is left"),
        (NOT_OWN, "private", "all but the own account"),
        ({"StringNotEqualsIfExists": {"aws:PrincipalAccount": OWN}}, "private", "or no key"),
        ({"StringNotEquals": {"aws:PrincipalAccount": [OWN, OTHER]}}, "cross_account", "two left"),
        ({"StringNotLike": {"aws:PrincipalAccount": "1*"}}, "public", "many accounts are left"),
        ({"StringEquals": {"aws:PrincipalAccount": OTHER}}, "public", "only one is shut out"),
        (NOT_ORG, "organization", "the organization is left"),
        ({"ForAllValues:StringNotEquals": {"aws:PrincipalOrgID": ORG}}, "organization", "or none"),
        (
            {"ForAnyValue:StringNotEquals": {"aws:PrincipalOrgID": ORG}},
            "public",
            "strangers without the key escape",
        ),
        (
            {"ForAllValues:StringNotLike": {"aws:PrincipalOrgPaths": f"{ORG}/*"}},
            "organization",
            "a path in the organization",
        ),
        (NOT_ORG | NOT_A_SERVICE, "organization", "the organization and services"),
        (NOT_OWN | NOT_A_SERVICE, "service_unscoped", "own account and services"),
        (
            NOT_OWN | {"Bool": {"aws:PrincipalIsAWSService": "false"}},
            "public",
            "unsigned requests lack the key",
        ),
        (NOT_ORG | {"Null": {"aws:PrincipalOrgID": "false"}}, "public", "no key, no Deny"),
        ({"Null": {"aws:PrincipalOrgID": "true"}}, "public", "any organization is left"),
        ({"ArnNotLike": {"aws:PrincipalArn": f"arn:aws:iam::{OWN}:*"}}, "private", "own left"),
        ({"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/x"}}, "public", "any x left"),
        ({"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}, "network", "a network is left"),
        ({"NotIpAddress": {"aws:SourceIp": "0.0.0.0/0"}}, "public", "all addresses are left"),
        (
            {
                "NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"},
                "StringNotEquals": {"aws:SourceVpc": "vpc-1"},
            },
            "network",
            "either network",
        ),
        (
            {
                "NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"},
                "Bool": {"aws:ViaAWSService": "false"},
            },
            "public",
            "anyone through a service",
        ),
        (NOT_OWN | {"Bool": {"aws:SecureTransport": "false"}}, "public", "with TLS anyone"),
        ({"Bool": {"aws:SecureTransport": "false"}}, "public", "how, not who"),
        (NOT_OWN | {"StringNotEquals": {"aws:PrincipalTag/a": "b"}}, "public", "self-given"),
        (NOT_OWN_SOURCE, "service", "only services with an own source are left"),
        (
            NOT_OWN_SOURCE | {"Bool": {"aws:PrincipalIsAWSService": "true"}},
            "public",
            "people are left",
        ),
    ],
)
def test_condition_of_a_deny_for_everyone(condition: object, exposure: str, why: str) -> None:
    denied = deny(Action="*", Condition=condition)
    assert judged(allow(Action="s3:*"), denied, service="s3").exposure == exposure, why


@pytest.mark.parametrize(
    ("allowed", "denied", "exposure", "why"),
    [
        ({"Action": "*"}, {"Action": "kms:*"}, "private", "a key knows only kms actions"),
        ({"Action": "kms:De*"}, {"Action": "KMS:d*"}, "private", "wider, case ignored"),
        ({"Action": "kms:D*"}, {"Action": "kms:De*"}, "public", "narrower"),
        ({"Action": "kms:*"}, {"Action": "kms:?*"}, "public", "not certain"),
        ({"Action": ["kms:Decrypt", "kms:Sign"]}, {"Action": "kms:Sign"}, "public", "one left"),
        ({"NotAction": "kms:Sign"}, {"Action": "*"}, "private", "all"),
        ({"NotAction": "kms:Sign"}, {"Action": "kms:Decrypt"}, "public", "most are left"),
        ({"NotAction": "kms:Sign"}, {"NotAction": "kms:Sign"}, "private", "the same ones"),
        ({"NotAction": "kms:Sign"}, {"NotAction": "kms:S*"}, "public", "others spared"),
        ({"Action": "kms:Decrypt"}, {"NotAction": "kms:Sign"}, "private", "not spared"),
        ({"Action": "kms:S*"}, {"NotAction": "kms:Sign"}, "public", "partly spared"),
        ({}, {"Resource": "arn:aws:kms:*:*:key/a"}, "public", "a part of the resources"),
        ({"Resource": "arn:aws:kms:r:a:key/a"}, {"Resource": "arn:*:key/*"}, "private", "all"),
        ({"Resource": "arn:x:key/a"}, {"NotResource": "arn:x:key/b"}, "private", "not spared"),
        ({"Resource": "arn:x:key/*"}, {"NotResource": "arn:x:key/b"}, "public", "partly spared"),
        ({"NotResource": "arn:x:key/b"}, {"Resource": "*"}, "private", "all"),
        ({"Resource": "arn:x:KEY/a"}, {"Resource": "arn:x:key/*"}, "public", "case counts"),
        ({"Principal": {"AWS": OTHER}}, {"Principal": {"AWS": OTHER}}, "private", "same"),
        ({"Principal": {"AWS": ROLE}}, {"Principal": {"AWS": OTHER}}, "private", "its account"),
        (
            {"Principal": {"AWS": ROLE}},
            {"Principal": {"AWS": f"arn:aws:iam::{OTHER}:root"}},
            "private",
            "its account by root",
        ),
        ({"Principal": {"AWS": OTHER}}, {"Principal": {"AWS": ROLE}}, "cross_account", "others"),
        ({}, {"Principal": {"AWS": OTHER}}, "public", "all the others"),
        ({}, {"Principal": {"AWS": "arn:aws:iam::*:root"}}, "public", "matches nobody"),
        ({}, {"Principal": {"AWS": "*"}}, "private", "everyone"),
        (
            {"Principal": {"Service": "sns.amazonaws.com"}},
            {"Principal": {"Service": "sns.amazonaws.com"}},
            "private",
            "same service",
        ),
        (
            {"Principal": {"Service": "sns.amazonaws.com"}},
            {"Condition": NOT_OWN_SOURCE},
            "service",
            "own source is left",
        ),
        (
            {"Principal": {"Service": "sns.amazonaws.com"}},
            {"Condition": NOT_OWN_SOURCE | {"Bool": {"aws:PrincipalIsAWSService": "true"}}},
            "service",
            "the usual guard against confused deputies",
        ),
        (
            {"Principal": {"Service": "sns.amazonaws.com"}},
            {"Condition": NOT_OWN_SOURCE | {"Null": {"aws:SourceAccount": "false"}}},
            "service_unscoped",
            "calls without a source escape",
        ),
        ({}, {"NotPrincipal": {"AWS": OWN}}, "private", "all others"),
        ({}, {"NotPrincipal": {"AWS": [OWN, ROLE]}}, "cross_account", "own and one role"),
        ({}, {"NotPrincipal": "*"}, "public", "spares everyone"),
        ({}, {"NotPrincipal": {"AWS": "arn:aws:iam::*:root"}}, "public", "not understood"),
        ({}, {"NotPrincipal": {"Service": "sns.amazonaws.com"}}, "service_unscoped", "one left"),
        (
            {"Principal": {"AWS": OTHER}},
            {"NotPrincipal": {"AWS": OWN}},
            "private",
            "not spared",
        ),
        (
            {"Principal": {"AWS": OTHER}},
            {"NotPrincipal": {"AWS": ROLE}},
            "cross_account",
            "a role of it is spared",
        ),
        (
            {},
            {"NotPrincipal": {"AWS": OWN}, "Condition": NOT_ORG},
            "organization",
            "own account or the organization",
        ),
        ({}, {"Condition": {"StringNotEquals": {"kms:CallerAccount": OWN}}}, "private", "KMS"),
        (
            {},
            {"Condition": NOT_ORG | {"Bool": {"aws:PrincipalIsAWSService": "false"}}},
            "organization",
            "all KMS requests are signed",
        ),
        (
            {"Principal": {"AWS": OTHER}},
            {"Condition": NOT_OWN},
            "private",
            "the account cannot be its own and another",
        ),
    ],
)
def test_reach_of_a_deny(allowed: Body, denied: Body, exposure: str, why: str) -> None:
    verdict = judged(allow(**allowed), deny(Sid="D", **denied))
    assert verdict.exposure == exposure, why


def test_denies_join_across_actions_and_resources() -> None:
    bucket = "arn:aws:s3:::logs"
    opened = allow(Action=["s3:GetObject", "s3:ListBucket"], Resource=[bucket, f"{bucket}/*"])
    on_bucket = deny(Action="s3:*", Resource=bucket, Condition=NOT_OWN)
    on_objects = deny(Action="s3:*", Resource=f"{bucket}/*", Condition=NOT_ORG)
    assert judged(opened, on_bucket, service="s3").exposure == "public"
    assert judged(opened, on_bucket, on_objects, service="s3").exposure == "organization"


def test_two_denies_leave_who_escapes_both() -> None:
    apart = deny(Condition={"StringNotEquals": {"aws:PrincipalAccount": OTHER}})
    assert judged(allow(), deny(Condition=NOT_OWN), apart).exposure == "private"
    assert judged(allow(), deny(Condition=NOT_ORG), deny(Condition=NOT_OWN)).exposure == "private"


def test_aws_looks_only_at_denies_without_condition() -> None:
    assert judged(allow(), deny(Condition=NOT_OWN)).aws_is_public
    assert not judged(allow(), deny()).aws_is_public


def test_a_thicket_of_denies_errs_to_the_wide_side() -> None:
    def split(number: int) -> Body:
        return deny(
            Condition={
                "StringNotEquals": {
                    "aws:PrincipalOrgID": f"o-{number:010}",
                    "aws:SourceVpc": f"vpc-{number}",
                    "aws:PrincipalAccount": f"{number:012}",
                    "aws:SourceAccount": f"{number:012}",
                }
            }
        )

    assert judged(allow(), *(split(number) for number in range(40))).exposure != "private"
