"""iam.access-analyzer-findings: findings of access from outside are dealt with in time."""

import json
from datetime import timedelta
from typing import Any

import pytest

from compliance.collectors.accessanalyzer import FINDING
from compliance.collectors.kms import KMS_KEY
from compliance.collectors.resource import Resource
from compliance.collectors.secretsmanager import SECRET
from compliance.controls.iam.access_analyzer_findings import judge
from tests.compliance.controls.resources import (
    HOME,
    NOW,
    OWNER,
    STRANGER,
    Denied,
    Unread,
    judge_outcome,
    resource,
)

PREFIX = f"arn:aws:access-analyzer:{HOME}:{OWNER}:analyzer"
KEY = f"arn:aws:kms:{HOME}:{OWNER}:key/k-1"
SECRET_ARN = f"arn:aws:secretsmanager:{HOME}:{OWNER}:secret:s-AbCdEf"
DIFFERS = "The policy that was read opens it to nobody outside"


def finding(days: float = 5, **more: Any) -> Resource:
    """A finding about a key, made some days ago."""
    entry = {
        "id": "f-1",
        "resource": KEY,
        "resourceType": "AWS::KMS::Key",
        "createdAt": NOW - timedelta(days=days),
        "status": "ACTIVE",
        **more,
    }
    facts = {name: one for name, one in entry.items() if one is not None}
    return resource(f"{PREFIX}/account/finding/f-1", FINDING, finding=facts)


def policy(principal: str) -> str:
    """A resource policy that lets one principal in."""
    statement = {"Effect": "Allow", "Principal": {"AWS": principal}, "Action": "*"}
    return json.dumps({"Statement": [{**statement, "Resource": "*"}]})


OWN = policy(f"arn:aws:iam::{OWNER}:root")


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(finding(), "pass", "may stand for 30 days", id="young"),
        pytest.param(finding(30), "pass", "found open", id="on the limit"),
        pytest.param(finding(30.1), "fail", "at 2026-04-01T", id="old"),
        pytest.param(finding(createdAt=None), "not_determined", "when", id="no date"),
        pytest.param(
            finding(error="ACCESS_DENIED"), "not_determined", "ACCESS_DENIED", id="not analysed"
        ),
        pytest.param(
            resource(f"{PREFIX}/*/finding/*", FINDING), "not_determined", "looked", id="unsought"
        ),
    ],
)
def test_finding_is_dealt_with(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason


def test_findings_that_could_not_be_listed() -> None:
    denied = Denied("accessanalyzer:ListFindingsV2")
    subject = resource(f"{PREFIX}/account/finding/f-1", FINDING, finding=denied)
    assert judge_outcome(judge, subject).status == "not_determined"


@pytest.mark.parametrize(
    ("facts", "differs"),
    [
        pytest.param({"policy": {"Policy": OWN}}, True, id="closed as we read it"),
        pytest.param({"policy": {"Policy": policy(STRANGER)}}, False, id="open to another"),
        pytest.param({"policy": {"Policy": policy("*")}}, False, id="open to everyone"),
        pytest.param({"policy": {"Policy": "{no"}}, False, id="malformed"),
        pytest.param({"policy": Denied("kms:GetKeyPolicy")}, False, id="policy denied"),
        pytest.param({}, False, id="policy not asked for"),
    ],
)
def test_difference_from_our_own_reading_is_flagged(
    facts: dict[str, Any], *, differs: bool
) -> None:
    others = [resource(KEY, KMS_KEY, **facts)]
    outcome = judge_outcome(judge, finding(60), others=others, unread=[Unread(KMS_KEY)])
    assert outcome.status == "fail"
    assert (DIFFERS in outcome.reason) is differs


def test_secrets_are_compared_too_and_other_kinds_are_not() -> None:
    others = [resource(SECRET_ARN, SECRET, policy={"ResourcePolicy": OWN})]
    about = finding(resource=SECRET_ARN, resourceType="AWS::SecretsManager::Secret")
    assert DIFFERS in judge_outcome(judge, about, others=others).reason
    other = finding(resource="arn:aws:s3:::b", resourceType="AWS::S3::Bucket")
    assert DIFFERS not in judge_outcome(judge, other, others=others).reason
