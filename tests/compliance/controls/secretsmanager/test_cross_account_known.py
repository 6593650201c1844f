"""secretsmanager.cross-account-known: outside accounts are on the trusted list."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.secretsmanager.cross_account_known import judge
from tests.compliance.controls.resources import HOME, OWNER, STRANGER, Facts, judge_outcome
from tests.compliance.controls.secretsmanager.secrets import (
    DELETED,
    DESCRIBE_DENIED,
    POLICY_DENIED,
    secret,
)

PARTNER = "777788889999"
ORGANIZATION = "o-abc1234567"


def policy(principal: str | Mapping[str, str], **conditions: Mapping[str, str]) -> Facts:
    statement: dict[str, Any] = {
        "Effect": "Allow",
        "Principal": principal,
        "Action": "secretsmanager:GetSecretValue",
        "Resource": "*",
    }
    if conditions:
        statement["Condition"] = conditions
    return {"ResourcePolicy": json.dumps({"Version": "2012-10-17", "Statement": [statement]})}


def admitting(account: str) -> Facts:
    return policy({"AWS": f"arn:aws:iam::{account}:root"})


def shared(account: str) -> str:
    return f"arn:aws:secretsmanager:{HOME}:{account}:secret:shared-AbCdEf"


def replicated_to(*accounts: str) -> Facts:
    return {"CrossAccountReplicas": [{"ReplicaSecretARN": shared(one)} for one in accounts]}


def replica_of(account: str) -> Facts:
    return {"CrossAccountPrimary": {"PrimarySecretARN": shared(account)}}


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(secret(), "pass", "No outside account", id="no policy, no replicas"),
        pytest.param(secret(policy=admitting(OWNER)), "pass", "No outside", id="own account"),
        pytest.param(secret(policy=admitting(PARTNER)), "pass", "No outside", id="trusted"),
        pytest.param(
            secret(policy=admitting(STRANGER)),
            "fail",
            f"not on the list: {STRANGER}",
            id="unknown",
        ),
        pytest.param(
            secret(policy=admitting(STRANGER), **DELETED), "fail", STRANGER, id="until deleted"
        ),
        pytest.param(
            secret(policy=policy("*", StringEquals={"aws:PrincipalOrgID": ORGANIZATION})),
            "pass",
            "No outside",
            id="trusted organisation",
        ),
        pytest.param(
            secret(policy=policy("*", StringEquals={"aws:PrincipalOrgID": "o-zzz1234567"})),
            "fail",
            "o-zzz1234567",
            id="other organisation",
        ),
        pytest.param(secret(policy=policy("*")), "fail", "open to everyone", id="everyone"),
        pytest.param(
            secret(policy=policy("*", StringEquals={"aws:SourceVpc": "vpc-91237329"})),
            "not_determined",
            "whose account it does not name",
            id="network",
        ),
        pytest.param(
            secret(description=replicated_to(PARTNER)), "pass", "No outside", id="trusted replica"
        ),
        pytest.param(
            secret(description=replicated_to(PARTNER, STRANGER)),
            "fail",
            f"not on the list: {shared(STRANGER)}.",
            id="unknown replica",
        ),
        pytest.param(
            secret(description=replica_of(STRANGER)),
            "fail",
            shared(STRANGER),
            id="unknown primary",
        ),
        pytest.param(
            secret(description=replica_of(PARTNER)), "pass", "No outside", id="trusted primary"
        ),
        pytest.param(
            secret(policy={"ResourcePolicy": "{not json"}),
            "not_determined",
            "could not be understood",
            id="malformed",
        ),
        pytest.param(
            secret(policy=POLICY_DENIED),
            "not_determined",
            "GetResourcePolicy: Access",
            id="denied",
        ),
        pytest.param(
            secret(description=DESCRIBE_DENIED),
            "not_determined",
            "DescribeSecret: Access",
            id="replicas denied",
        ),
        pytest.param(
            secret(policy=admitting(STRANGER), description=DESCRIBE_DENIED),
            "fail",
            STRANGER,
            id="unknown account, replicas denied",
        ),
        pytest.param(
            secret(policy=POLICY_DENIED, description=replicated_to(STRANGER)),
            "fail",
            shared(STRANGER),
            id="unknown replica, policy denied",
        ),
    ],
)
def test_outside_accounts_are_trusted(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(
        judge, subject, trusted_accounts=[PARTNER], trusted_orgs=[ORGANIZATION]
    )
    assert outcome.status == status
    assert reason in outcome.reason


def test_nobody_outside_is_trusted_by_default() -> None:
    assert judge_outcome(judge, secret(policy=admitting(PARTNER))).status == "fail"
