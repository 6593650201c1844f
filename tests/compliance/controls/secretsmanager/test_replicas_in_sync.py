"""secretsmanager.replicas-in-sync: replicas give out what their primary does."""

from typing import Any

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.secretsmanager.replicas_in_sync import judge
from tests.compliance.controls.resources import HOME, STRANGER, judge_outcome
from tests.compliance.controls.secretsmanager.secrets import (
    DELETED,
    DESCRIBE_DENIED,
    FAR,
    REPLICA,
    secret,
)

ABROAD = f"arn:aws:secretsmanager:{HOME}:{STRANGER}:secret:db/password-AbCdEf"


def replicated(*statuses: str | None, abroad: str = "") -> Resource:
    """A primary with replicas in the statuses, and perhaps one in another account."""
    replicas = [
        {"Region": f"eu-{number}", **({"Status": status} if status else {})}
        for number, status in enumerate(statuses)
    ]
    description: dict[str, Any] = {"ReplicationStatus": replicas}
    if abroad:
        other = {"ReplicaSecretARN": ABROAD, "ReplicationStatus": abroad}
        description["CrossAccountReplicas"] = [other]
    return secret(PrimaryRegion=HOME, description=description)


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(replicated("InSync", "InSync"), "pass", "eu-0, eu-1.", id="in sync"),
        pytest.param(replicated("InSync", "Failed"), "fail", "eu-1 (Failed)", id="failed"),
        pytest.param(replicated("InProgress"), "fail", "eu-0 (InProgress)", id="not yet"),
        pytest.param(replicated(None), "fail", "eu-0 (unknown)", id="no status"),
        pytest.param(replicated(abroad="InSync"), "pass", ABROAD, id="other account"),
        pytest.param(replicated("InSync", abroad="Failed"), "fail", "(Failed)", id="failed there"),
        pytest.param(replicated(), "not_applicable", "no replica", id="empty list"),
        pytest.param(secret(), "not_applicable", "no replica", id="no list"),
        pytest.param(secret(**DELETED), "not_applicable", "deletion", id="being deleted"),
        pytest.param(
            secret(description={"CrossAccountPrimary": {"PrimarySecretARN": ABROAD}}),
            "not_applicable",
            ABROAD,
            id="replica of another account's",
        ),
        pytest.param(
            secret(description=DESCRIBE_DENIED), "not_determined", "DescribeSecret", id="denied"
        ),
    ],
)
def test_replicas_are_in_sync(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason


def test_replica_is_judged_at_its_primary() -> None:
    replica = secret(**REPLICA)
    outcome = judge_outcome(judge, replica, others=[secret(FAR, PrimaryRegion=FAR)])
    assert outcome.status == "not_applicable"
    assert judge_outcome(judge, replica).status == "not_determined"
