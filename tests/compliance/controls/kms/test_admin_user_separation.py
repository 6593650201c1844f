"""kms.admin-user-separation: ruling over a key and using it are apart."""

import json
from typing import Any

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.kms.admin_user_separation import judge
from tests.compliance.controls.kms.keys import (
    DESCRIBE_DENIED,
    POLICY_DENIED,
    aws_key,
    key,
    statement,
)
from tests.compliance.controls.resources import OWNER, STRANGER, judge_outcome

ADMIN = f"arn:aws:iam::{OWNER}:role/admin"
USER = f"arn:aws:iam::{OWNER}:role/orders"
ROOT = statement({"AWS": f"arn:aws:iam::{OWNER}:root"}, action="kms:*")
BY_WAY_OF_S3 = {"StringEquals": {"kms:ViaService": "s3.eu-west-1.amazonaws.com"}}


def guarded(*statements: dict[str, Any]) -> Resource:
    policy = json.dumps({"Version": "2012-10-17", "Statement": [ROOT, *statements]})
    return key(facts={"policy": {"Policy": policy}})


def allowing(who: str, action: str, **conditions: Any) -> dict[str, Any]:
    return statement({"AWS": who}, action=action, **conditions)


def denying(who: str | dict[str, str], action: str, **conditions: Any) -> dict[str, Any]:
    return {**statement(who, action=action, **conditions), "Effect": "Deny"}


def unlike(action: str) -> dict[str, Any]:
    """All but an action, for the administrator."""
    allowed = {**allowing(ADMIN, ""), "NotAction": action}
    del allowed["Action"]
    return allowed


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(
            guarded(allowing(ADMIN, "kms:Put*"), allowing(USER, "kms:Decrypt")),
            "pass",
            "nobody",
            id="two principals",
        ),
        pytest.param(
            guarded(allowing(ADMIN, "kms:*")), "fail", f"key: {ADMIN}.", id="one for all"
        ),
        pytest.param(
            guarded(allowing(ADMIN, "kms:DisableKey"), allowing(ADMIN, "kms:GenerateDataKey*")),
            "fail",
            ADMIN,
            id="in two statements",
        ),
        pytest.param(
            guarded(allowing(ADMIN, "KMS:scheduleKEYdeletion"), allowing(ADMIN, "kms:d*")),
            "fail",
            ADMIN,
            id="letter case",
        ),
        pytest.param(
            guarded(unlike("kms:Decrypt")), "fail", ADMIN, id="all but one way of using it"
        ),
        pytest.param(guarded(unlike("kms:*")), "pass", "nobody", id="all but the key's actions"),
        pytest.param(
            guarded(allowing(USER, "kms:Encrypt"), allowing(USER, "kms:DescribeKey")),
            "pass",
            "nobody",
            id="neither",
        ),
        pytest.param(
            guarded(allowing(ADMIN, "kms:*"), denying("*", "kms:Decrypt")),
            "fail",
            ADMIN,
            id="data keys are use as well",
        ),
        pytest.param(
            guarded(
                allowing(ADMIN, "kms:*"),
                denying({"AWS": ADMIN}, "kms:Decrypt"),
                denying("*", "kms:GenerateDataKey*"),
            ),
            "pass",
            "nobody",
            id="denied to use it",
        ),
        pytest.param(
            guarded(
                allowing(ADMIN, "kms:*"),
                denying("*", "kms:Decrypt", **BY_WAY_OF_S3),
                denying("*", "kms:GenerateDataKey*"),
            ),
            "fail",
            ADMIN,
            id="denied under a condition",
        ),
        pytest.param(
            guarded(
                allowing(ADMIN, "kms:*"),
                denying({"AWS": OWNER}, "kms:Decrypt"),
                denying({"AWS": OWNER}, "kms:GenerateDataKey"),
            ),
            "pass",
            "nobody",
            id="denied to its whole account",
        ),
        pytest.param(
            guarded(allowing(ADMIN, "kms:Put*"), statement("*", action="kms:Decrypt")),
            "fail",
            ADMIN,
            id="what everybody may, the administrator may",
        ),
        pytest.param(
            guarded(
                allowing(ADMIN, "kms:Put*"), statement("*", action="kms:Decrypt", **BY_WAY_OF_S3)
            ),
            "pass",
            "nobody",
            id="what everybody may by way of a service",
        ),
        pytest.param(
            guarded(statement("*", action="kms:*", **BY_WAY_OF_S3)),
            "fail",
            "key: *.",
            id="everybody",
        ),
        pytest.param(guarded(), "not_applicable", "leaves everything to IAM", id="root alone"),
        pytest.param(
            guarded(allowing(STRANGER, "kms:*")), "not_applicable", "to IAM", id="whole accounts"
        ),
        pytest.param(
            key(facts={"policy": {"Policy": "{"}}), "not_determined", "understood", id="malformed"
        ),
        pytest.param(
            key(facts={"policy": POLICY_DENIED}), "not_determined", "GetKeyPolicy", id="denied"
        ),
        pytest.param(key(denied=DESCRIBE_DENIED), "not_determined", "DescribeKey", id="unknown"),
        pytest.param(aws_key(), "not_applicable", "managed by AWS", id="AWS managed"),
    ],
)
def test_duties_are_apart(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason


def test_deny_that_spares_spares_only_those_it_names() -> None:
    sparing = {**denying("*", "kms:GenerateDataKey"), "NotPrincipal": {"AWS": ADMIN}}
    del sparing["Principal"]
    spared = guarded(allowing(ADMIN, "kms:*"), sparing)
    assert judge_outcome(judge, spared).status == "fail"
    struck = guarded(allowing(USER, "kms:Put*"), allowing(USER, "kms:GenerateDataKey"), sparing)
    assert judge_outcome(judge, struck).status == "pass"
