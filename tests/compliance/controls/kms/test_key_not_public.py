"""kms.key-not-public: the key policy does not open the key to everyone."""

import json
from typing import Any

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.kms.key_not_public import judge
from tests.compliance.controls.kms.keys import (
    DESCRIBE_DENIED,
    HMAC,
    POLICY_DENIED,
    aws_key,
    key,
    statement,
)
from tests.compliance.controls.resources import HOME, OWNER, STRANGER, Denied, judge_outcome

ROOT = statement({"AWS": f"arn:aws:iam::{OWNER}:root"}, action="kms:*")


def guarded(policy: str | Denied, **metadata: Any) -> Resource:
    return key(
        facts={"policy": policy if isinstance(policy, Denied) else {"Policy": policy}}, **metadata
    )


def policy(*statements: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [ROOT, *statements]})


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(guarded(policy()), "pass", "not open to everyone", id="default policy"),
        pytest.param(guarded(policy(statement("*"))), "fail", "to everyone", id="wildcard"),
        pytest.param(
            guarded(policy(statement({"AWS": "*"}))), "fail", "to everyone", id="AWS wildcard"
        ),
        pytest.param(
            guarded(policy(statement("*")), **HMAC), "fail", "to everyone", id="any kind of key"
        ),
        pytest.param(
            guarded(policy(statement("*")), KeyState="PendingDeletion"),
            "fail",
            "to everyone",
            id="until it is deleted",
        ),
        pytest.param(
            guarded(
                policy(
                    statement(
                        "*",
                        StringEquals={"kms:ViaService": f"s3.{HOME}.amazonaws.com"},
                    )
                )
            ),
            "fail",
            "to everyone",
            id="ViaService limits the route, not the caller",
        ),
        pytest.param(
            guarded(
                policy(
                    statement(
                        "*",
                        StringEquals={
                            "kms:CallerAccount": OWNER,
                            "kms:ViaService": f"s3.{HOME}.amazonaws.com",
                        },
                    )
                )
            ),
            "pass",
            "not open to everyone.",
            id="CallerAccount closes the wildcard",
        ),
        pytest.param(
            guarded(policy(statement({"AWS": f"arn:aws:iam::{STRANGER}:root"}))),
            "pass",
            "not open to everyone",
            id="another account is not everyone",
        ),
        pytest.param(
            guarded("{not json"), "not_determined", "could not be understood", id="malformed"
        ),
        pytest.param(
            guarded(POLICY_DENIED), "not_determined", "GetKeyPolicy: Access", id="denied"
        ),
        pytest.param(
            key(denied=DESCRIBE_DENIED), "not_determined", "kms:DescribeKey", id="unknown key"
        ),
        pytest.param(aws_key(), "not_applicable", "managed by AWS", id="AWS managed"),
    ],
)
def test_key_is_not_public(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason


def test_pass_tells_where_the_test_of_aws_is_stricter() -> None:
    wildcard = statement("*", StringLike={"aws:PrincipalArn": f"arn:aws:iam::{OWNER}:role/app-*"})
    outcome = judge_outcome(judge, guarded(policy(wildcard)))
    assert outcome.status == "pass"
    assert "AWS's stricter test (KMS.5) calls it public" in outcome.reason
