"""kms.key-cross-account-known: outsiders in the key policy are on the trusted list."""

import json
from typing import Any

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.kms.key_cross_account_known import judge
from tests.compliance.controls.kms.keys import (
    DESCRIBE_DENIED,
    POLICY_DENIED,
    aws_key,
    key,
    statement,
)
from tests.compliance.controls.resources import OWNER, STRANGER, Denied, Facts, judge_outcome

PARTNER = "777788889999"
ENDPOINT = "vpce-0a1b2c3d4e5f60718"
ORGANIZATION = "o-abc1234567"
ROOT = statement({"AWS": f"arn:aws:iam::{OWNER}:root"}, action="kms:*")
STALE = "AROAEXAMPLEID1234567A"


def guarded(*statements: dict[str, Any]) -> Resource:
    policy = json.dumps({"Version": "2012-10-17", "Statement": [ROOT, *statements]})
    return key(facts={"policy": {"Policy": policy}})


def admitting(*principals: str) -> Resource:
    return guarded(statement({"AWS": list(principals)}))


def answering(policy: Facts | Denied) -> Resource:
    return key(facts={"policy": policy})


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(guarded(), "pass", "no outsider", id="own account only"),
        pytest.param(
            admitting(f"arn:aws:iam::{PARTNER}:root"), "pass", "no outsider", id="trusted account"
        ),
        pytest.param(
            admitting(f"arn:aws:iam::{PARTNER}:role/reader"),
            "pass",
            "no outsider",
            id="role of a trusted account",
        ),
        pytest.param(
            admitting(f"arn:aws:iam::{STRANGER}:root"),
            "fail",
            f"not on the list: {STRANGER}",
            id="root stands for the whole account",
        ),
        pytest.param(admitting(STRANGER), "fail", STRANGER, id="bare account id"),
        pytest.param(
            admitting(f"arn:aws:iam::{PARTNER}:root", f"arn:aws:iam::{STRANGER}:user/reader"),
            "fail",
            f"not on the list: {STRANGER}.",
            id="one of two",
        ),
        pytest.param(
            guarded(statement("*", StringEquals={"kms:CallerAccount": STRANGER})),
            "fail",
            STRANGER,
            id="named by CallerAccount",
        ),
        pytest.param(
            guarded(statement("*", StringEquals={"aws:PrincipalAccount": [PARTNER, OWNER]})),
            "pass",
            "no outsider",
            id="trusted, named by PrincipalAccount",
        ),
        pytest.param(
            guarded(
                statement("*", ArnEquals={"aws:PrincipalArn": f"arn:aws:iam::{STRANGER}:role/r"})
            ),
            "fail",
            STRANGER,
            id="named by PrincipalArn",
        ),
        pytest.param(
            guarded(statement("*", StringEquals={"aws:PrincipalOrgID": ORGANIZATION})),
            "pass",
            "no outsider",
            id="trusted organisation",
        ),
        pytest.param(
            guarded(statement("*", StringEquals={"aws:PrincipalOrgID": "o-zzz1234567"})),
            "fail",
            "o-zzz1234567",
            id="other organisation",
        ),
        pytest.param(
            guarded(statement("*")), "fail", "open to everyone", id="everyone is no list"
        ),
        pytest.param(
            guarded(statement("*", StringEquals={"aws:SourceVpce": ENDPOINT})),
            "not_determined",
            "whose account it does not name",
            id="network",
        ),
        pytest.param(
            guarded(
                statement({"AWS": ["*", PARTNER]}, StringEquals={"aws:SourceVpce": ENDPOINT}),
            ),
            "not_determined",
            "whose account it does not name",
            id="network beside a trusted account in one statement",
        ),
        pytest.param(
            guarded(
                statement({"AWS": PARTNER}),
                statement("*", StringEquals={"aws:SourceVpce": ENDPOINT}),
            ),
            "not_determined",
            f"within network {ENDPOINT}",
            id="network beside a trusted account",
        ),
        pytest.param(
            guarded(
                statement("*", StringEquals={"aws:SourceVpce": ENDPOINT}),
                {
                    **statement("*", StringNotEquals={"aws:PrincipalAccount": OWNER}),
                    "Effect": "Deny",
                    "Action": "kms:*",
                },
            ),
            "pass",
            "no outsider",
            id="network from which outsiders are denied",
        ),
        pytest.param(
            guarded(statement({"CanonicalUser": "0123456789abcdef" * 4})),
            "not_determined",
            "whose account it does not name",
            id="outsider without an account id",
        ),
        pytest.param(
            admitting(STALE), "pass", f"Stale grants to deleted principals: {STALE}", id="stale"
        ),
        pytest.param(
            answering({"Policy": "{not json"}),
            "not_determined",
            "could not be understood",
            id="malformed",
        ),
        pytest.param(
            answering(POLICY_DENIED), "not_determined", "kms:GetKeyPolicy: Access", id="denied"
        ),
        pytest.param(
            key(denied=DESCRIBE_DENIED), "not_determined", "kms:DescribeKey", id="unknown key"
        ),
        pytest.param(aws_key(), "not_applicable", "managed by AWS", id="AWS managed"),
    ],
)
def test_outsiders_are_trusted(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(
        judge, subject, trusted_accounts=[PARTNER], trusted_orgs=[ORGANIZATION]
    )
    assert outcome.status == status
    assert reason in outcome.reason


def test_nobody_outside_is_trusted_by_default() -> None:
    assert judge_outcome(judge, admitting(PARTNER)).status == "fail"
