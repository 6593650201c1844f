"""secretsmanager.rotation-enabled: automatic rotation is on."""

import pytest

from compliance.collectors.resource import Resource
from compliance.collectors.secretsmanager import SECRET
from compliance.controls.secretsmanager.rotation_enabled import judge
from tests.compliance.controls.resources import (
    HOME,
    STRANGER,
    Denied,
    judge_outcome,
    resource,
)
from tests.compliance.controls.secretsmanager.secrets import (
    DELETED,
    DESCRIBE_DENIED,
    FAR,
    REPLICA,
    arn,
    rotating,
    secret,
)

FOREIGN_PRIMARY = {
    "CrossAccountPrimary": {
        "PrimarySecretARN": f"arn:aws:secretsmanager:{HOME}:{STRANGER}:secret:shared-AbCdEf"
    }
}


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(rotating(), "pass", "rotation is on", id="on"),
        pytest.param(
            rotating(OwningService="rds"), "pass", "rotation is on", id="managed, without a Lambda"
        ),
        pytest.param(
            rotating(LastRotatedDate=None), "pass", "rotation is on", id="on, though never done"
        ),
        pytest.param(secret(RotationEnabled=False), "fail", "rotation is off", id="off"),
        pytest.param(secret(), "fail", "rotation is off", id="never configured"),
        pytest.param(
            secret(OwningService="rds"),
            "fail",
            "rotation is off",
            id="service's, without rotation",
        ),
        pytest.param(
            secret(**DELETED), "not_applicable", "deletion at 2026-04-10", id="being deleted"
        ),
        pytest.param(
            secret(PrimaryRegion=HOME), "fail", "rotation is off", id="primary with replicas"
        ),
        pytest.param(
            secret(description=FOREIGN_PRIMARY),
            "not_applicable",
            f"replica of arn:aws:secretsmanager:{HOME}:{STRANGER}",
            id="replica of another account's",
        ),
        pytest.param(
            secret(description=DESCRIBE_DENIED),
            "not_determined",
            "DescribeSecret: Access",
            id="off, and perhaps a replica of another account's",
        ),
        pytest.param(
            rotating(description=DESCRIBE_DENIED), "pass", "on", id="on, with no need to describe"
        ),
        pytest.param(
            resource(arn(), SECRET, secret=Denied("secretsmanager:ListSecrets")),
            "not_determined",
            "ListSecrets: Access",
            id="denied",
        ),
    ],
)
def test_rotation_is_on(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason


@pytest.mark.parametrize(
    ("others", "status"),
    [
        pytest.param([secret(FAR, PrimaryRegion=FAR)], "not_applicable", id="primary read"),
        pytest.param([], "not_determined", id="primary not read"),
    ],
)
def test_replica_is_judged_at_its_primary(others: list[Resource], status: str) -> None:
    outcome = judge_outcome(judge, secret(**REPLICA), others=others)
    assert outcome.status == status
    assert arn(FAR) in outcome.reason


@pytest.mark.parametrize(
    ("tags", "status", "reason"),
    [
        pytest.param(
            [{"Key": "no-credential", "Value": "licence text"}],
            "not_applicable",
            "licence text",
            id="with a reason",
        ),
        pytest.param([{"Key": "no-credential", "Value": ""}], "fail", "off", id="no reason"),
        pytest.param([{"Key": "other", "Value": "licence text"}], "fail", "off", id="other tag"),
        pytest.param(None, "fail", "off", id="untagged"),
    ],
)
def test_organisation_may_exempt_what_is_no_credential(
    tags: list[dict[str, str]] | None, status: str, reason: str
) -> None:
    outcome = judge_outcome(judge, secret(Tags=tags), not_a_credential_tag="no-credential")
    assert outcome.status == status
    assert reason in outcome.reason


def test_no_tag_exempts_by_default() -> None:
    subject = secret(Tags=[{"Key": "", "Value": "not needed"}])
    assert judge_outcome(judge, subject).status == "fail"
