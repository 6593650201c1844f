"""ssm.parameter-sharing-known: parameters are shared with trusted accounts only."""

import json
from typing import Any

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.ssm.parameter_sharing_known import judge
from tests.compliance.controls.resources import OWNER, STRANGER, judge_outcome
from tests.compliance.controls.ssm.parameters import POLICIES_DENIED, parameter, unlisted

PARTNER = "777788889999"


def allowing(*principals: str, effect: str = "Allow", **more: Any) -> str:
    """A policy that lets the principals read the parameter."""
    statement = {
        "Effect": effect,
        "Principal": {"AWS": list(principals)},
        "Action": ["ssm:GetParameter", "ssm:GetParameters"],
        "Resource": "*",
        **more,
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def shared(*policies: str) -> Resource:
    return parameter(Tier="Advanced", policies=list(policies))


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(shared(), "pass", "no resource policy", id="not shared"),
        pytest.param(shared(allowing(PARTNER)), "pass", "on the list", id="trusted"),
        pytest.param(shared(allowing(f"arn:aws:iam::{OWNER}:root")), "pass", "", id="own"),
        pytest.param(shared(allowing(STRANGER)), "fail", STRANGER, id="stranger"),
        pytest.param(shared(allowing("*")), "fail", "open to everyone", id="public"),
        pytest.param(
            shared(allowing(PARTNER), allowing(STRANGER)), "fail", STRANGER, id="second policy"
        ),
        pytest.param(
            shared(allowing(STRANGER), allowing("*", effect="Deny")),
            "pass",
            "on the list",
            id="denied by another policy",
        ),
        pytest.param(shared("{"), "not_determined", "could not be understood", id="malformed"),
        pytest.param(
            shared(allowing(PARTNER), "{"), "not_determined", "no readable", id="one malformed"
        ),
        pytest.param(
            shared(allowing("*", Condition={"StringEquals": {"aws:SourceVpce": "vpce-1"}})),
            "not_determined",
            "whose account it does not name",
            id="network",
        ),
        pytest.param(
            parameter(Tier="Advanced", policies=POLICIES_DENIED),
            "not_determined",
            "ssm:GetResourcePolicies",
            id="denied",
        ),
        pytest.param(
            parameter(Tier="Advanced"), "not_determined", "no such fact", id="never asked"
        ),
        pytest.param(parameter(), "not_applicable", "cannot be shared", id="standard tier"),
        pytest.param(parameter(Tier=None), "not_determined", "no Tier", id="unknown tier"),
        pytest.param(unlisted(), "not_determined", "ssm:DescribeParameters", id="not listed"),
    ],
)
def test_parameter_is_shared_with_trusted_accounts(
    subject: Resource, status: str, reason: str
) -> None:
    outcome = judge_outcome(judge, subject, trusted_accounts=[PARTNER])
    assert outcome.status == status
    assert reason in outcome.reason


def test_nobody_is_trusted_by_default() -> None:
    assert judge_outcome(judge, shared(allowing(PARTNER))).status == "fail"
