"""secretsmanager.policy-not-public: the resource policy does not open the secret to everyone."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.secretsmanager.policy_not_public import judge
from tests.compliance.controls.resources import OWNER, STRANGER, judge_outcome
from tests.compliance.controls.secretsmanager.secrets import (
    DELETED,
    POLICY_DENIED,
    REPLICA,
    secret,
)

ANYONE: dict[str, Any] = {
    "Effect": "Allow",
    "Principal": "*",
    "Action": "secretsmanager:GetSecretValue",
    "Resource": "*",
}
OWN = {"Condition": {"StringEquals": {"aws:PrincipalAccount": OWNER}}}


def guarded(statement: Mapping[str, Any] | str, **listed: Any) -> Resource:
    text = statement
    if not isinstance(statement, str):
        text = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    return secret(policy={"ResourcePolicy": text}, **listed)


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(secret(), "pass", "has no resource policy", id="no policy"),
        pytest.param(guarded(ANYONE), "fail", "to everyone", id="wildcard"),
        pytest.param(guarded({**ANYONE, **OWN}), "pass", "not open", id="closed by a condition"),
        pytest.param(
            guarded({**ANYONE, "Principal": {"AWS": f"arn:aws:iam::{STRANGER}:root"}}),
            "pass",
            "not open",
            id="another account is not everyone",
        ),
        pytest.param(guarded({**ANYONE, "Effect": "Deny"}), "pass", "not open", id="deny"),
        pytest.param(
            guarded(ANYONE, KmsKeyId="alias/aws/secretsmanager"),
            "fail",
            "to everyone",
            id="the AWS managed key does not excuse it",
        ),
        pytest.param(guarded(ANYONE, **DELETED), "fail", "to everyone", id="until it is deleted"),
        pytest.param(
            guarded(ANYONE, **REPLICA), "fail", "to everyone", id="a replica has its own policy"
        ),
        pytest.param(
            guarded("{not json"), "not_determined", "could not be understood", id="malformed"
        ),
        pytest.param(
            secret(policy=POLICY_DENIED),
            "not_determined",
            "GetResourcePolicy: Access",
            id="denied",
        ),
    ],
)
def test_secret_is_not_public(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason
