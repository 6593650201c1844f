"""kms.rotation-occurred: the material is younger than its cryptoperiod."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.kms.rotation_occurred import judge
from tests.compliance.controls.kms.keys import (
    DESCRIBE_DENIED,
    HMAC,
    LONG_AGO,
    PRIMARY_ARN,
    REPLICA_ARN,
    SIGNING,
    THIS_YEAR,
    aws_key,
    family,
    key,
)
from tests.compliance.controls.resources import NOW, Denied, Facts, judge_outcome

DENIED = Denied("kms:ListKeyRotations")
NEVER: Facts = {"Rotations": []}
OVERDUE = NOW - timedelta(days=400, seconds=1)


def rotated(*dates: datetime | None) -> Facts:
    """Rotations at the dates; None for a material that waits for its rotation."""
    return {"Rotations": [{"RotationDate": date} if date else {"KeyId": "k-1"} for date in dates]}


def rotating(rotations: Facts | Denied, **metadata: Any) -> Resource:
    return key(facts={"rotations": rotations}, **metadata)


def related(arn: str, role: str, created: datetime, rotations: Facts = NEVER) -> Resource:
    return key(
        arn,
        facts={"rotations": rotations},
        CreationDate=created,
        MultiRegionConfiguration=family(role),
    )


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(
            rotating(rotated(THIS_YEAR)), "pass", "rotated at 2026-02-01T00:00:00Z", id="rotated"
        ),
        pytest.param(
            rotating(rotated(LONG_AGO, THIS_YEAR, OVERDUE)),
            "pass",
            "rotated at 2026-02-01",
            id="the newest rotation counts",
        ),
        pytest.param(
            rotating(rotated(NOW - timedelta(days=400))), "pass", "within 400", id="on the limit"
        ),
        pytest.param(
            rotating(rotated(OVERDUE)), "fail", "No rotation since 2025-03-27T11:59:59Z", id="late"
        ),
        pytest.param(
            rotating({**NEVER, "KeyRotationEnabled": True}),
            "fail",
            "Created at 2020-03-01T00:00:00Z and never rotated",
            id="rotation switched on for an old key",
        ),
        pytest.param(
            rotating(rotated(None)), "fail", "never rotated", id="material awaiting its rotation"
        ),
        pytest.param(
            rotating(NEVER, CreationDate=THIS_YEAR), "pass", "created at 2026-02-01", id="new key"
        ),
        pytest.param(rotating(DENIED), "not_determined", "ListKeyRotations: Access", id="denied"),
        pytest.param(
            rotating(DENIED, CreationDate=THIS_YEAR),
            "not_determined",
            "ListKeyRotations",
            id="denied for a new key",
        ),
        pytest.param(
            key(denied=DESCRIBE_DENIED), "not_determined", "kms:DescribeKey", id="unknown"
        ),
        pytest.param(aws_key(), "not_applicable", "managed by AWS", id="AWS managed"),
        pytest.param(
            rotating(NEVER, KeyState="Disabled"), "not_applicable", "Disabled", id="disabled"
        ),
        pytest.param(key(**HMAC), "not_applicable", "no cryptoperiod is set", id="HMAC"),
        pytest.param(key(**SIGNING), "not_applicable", "RSA_4096 cannot rotate", id="asymmetric"),
        pytest.param(
            rotating(rotated(THIS_YEAR), Origin="EXTERNAL"),
            "pass",
            "rotated at",
            id="imported material, rotated",
        ),
        pytest.param(
            rotating(NEVER, Origin="EXTERNAL"), "fail", "never rotated", id="imported long ago"
        ),
        pytest.param(
            key(Origin="AWS_CLOUDHSM", CreationDate=THIS_YEAR),
            "pass",
            "created at",
            id="new CloudHSM key, which has no list",
        ),
        pytest.param(key(Origin="AWS_CLOUDHSM"), "fail", "never rotated", id="old CloudHSM key"),
        pytest.param(
            key(Origin="EXTERNAL_KEY_STORE"),
            "not_determined",
            "must be attested",
            id="old key in an external store",
        ),
        pytest.param(
            key(Origin="EXTERNAL_KEY_STORE", CreationDate=THIS_YEAR),
            "pass",
            "created at",
            id="new key in an external store",
        ),
    ],
)
def test_material_is_within_its_cryptoperiod(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason


@pytest.mark.parametrize("kind", [HMAC, SIGNING])
@pytest.mark.parametrize(("created", "status"), [(THIS_YEAR, "pass"), (LONG_AGO, "fail")])
def test_manual_cryptoperiod_counts_from_creation(
    kind: dict[str, Any], created: datetime, status: str
) -> None:
    subject = key(CreationDate=created, **kind)
    assert judge_outcome(judge, subject, manual_max_age_days=730).status == status


@pytest.mark.parametrize(
    ("created", "rotations", "status"),
    [
        pytest.param(LONG_AGO, rotated(THIS_YEAR), "pass", id="rotated"),
        pytest.param(LONG_AGO, NEVER, "fail", id="old itself"),
        pytest.param(THIS_YEAR, NEVER, "not_determined", id="new, of material of unknown age"),
    ],
)
def test_replica_without_its_primary_is_not_taken_for_new_material(
    created: datetime, rotations: Facts, status: str
) -> None:
    subject = related(REPLICA_ARN, "REPLICA", created, rotations)
    assert judge_outcome(judge, subject).status == status


def test_replica_is_judged_at_its_primary() -> None:
    subject = related(REPLICA_ARN, "REPLICA", LONG_AGO)
    outcome = judge_outcome(judge, subject, others=[related(PRIMARY_ARN, "PRIMARY", LONG_AGO)])
    assert outcome.status == "not_applicable"
    assert PRIMARY_ARN in outcome.reason


@pytest.mark.parametrize(
    ("others", "status"),
    [
        pytest.param([related(REPLICA_ARN, "REPLICA", THIS_YEAR)], "pass", id="all new"),
        pytest.param([related(REPLICA_ARN, "REPLICA", LONG_AGO)], "fail", id="promoted replica"),
        pytest.param([], "not_determined", id="family not read"),
    ],
)
def test_new_primary_is_as_old_as_its_family(others: list[Resource], status: str) -> None:
    subject = related(PRIMARY_ARN, "PRIMARY", THIS_YEAR)
    assert judge_outcome(judge, subject, others=others).status == status
