"""kms.rotation-enabled: automatic rotation, with a period within the limit."""

from typing import Any

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.kms.rotation_enabled import judge
from tests.compliance.controls.kms.keys import (
    DESCRIBE_DENIED,
    HMAC,
    PRIMARY_ARN,
    PUBLIC_KEY_ENCRYPTION,
    REPLICA_ARN,
    SIGNING,
    aws_key,
    family,
    key,
)
from tests.compliance.controls.resources import Denied, Facts, judge_outcome

YEARLY = {"KeyRotationEnabled": True, "RotationPeriodInDays": 365}
OFF = {"KeyRotationEnabled": False}
DENIED = Denied("kms:GetKeyRotationStatus")


def rotating(rotation: Facts | Denied, **metadata: Any) -> Resource:
    return key(facts={"rotation": rotation}, **metadata)


def incomplete(field: str) -> Resource:
    left_out: dict[str, Any] = {field: None}
    return key(**left_out)


def replica(rotation: Facts | Denied) -> Resource:
    return key(
        REPLICA_ARN, facts={"rotation": rotation}, MultiRegionConfiguration=family("REPLICA")
    )


def primary(**metadata: Any) -> Resource:
    return key(PRIMARY_ARN, MultiRegionConfiguration=family("PRIMARY"), **metadata)


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(rotating(YEARLY), "pass", "rotates every 365 days", id="yearly"),
        pytest.param(
            rotating({"KeyRotationEnabled": True, "RotationPeriodInDays": 90}),
            "pass",
            "every 90 days",
            id="more often",
        ),
        pytest.param(
            rotating({"KeyRotationEnabled": True, "RotationPeriodInDays": 366}),
            "fail",
            "rotates every 366 days; the limit is 365 days",
            id="on, but too seldom",
        ),
        pytest.param(
            rotating({"KeyRotationEnabled": True}),
            "pass",
            "every 365 days",
            id="no period is AWS's default of a year",
        ),
        pytest.param(rotating(OFF), "fail", "Automatic rotation is off", id="off"),
        pytest.param(
            rotating(DENIED), "not_determined", "GetKeyRotationStatus: AccessDenied", id="denied"
        ),
        pytest.param(
            rotating({}), "not_determined", "does not tell", id="unsupported, though its kind is"
        ),
        pytest.param(
            key(denied=DESCRIBE_DENIED), "not_determined", "kms:DescribeKey: Access", id="unknown"
        ),
        *(
            pytest.param(incomplete(field), "not_determined", f"no {field}", id=f"without {field}")
            for field in ("KeyManager", "KeyState", "KeySpec", "Origin")
        ),
        pytest.param(aws_key(), "not_applicable", "managed by AWS", id="AWS managed"),
        *(
            pytest.param(
                rotating(OFF, KeyState=state), "not_applicable", f"state is {state}", id=state
            )
            for state in ("Disabled", "PendingDeletion", "PendingReplicaDeletion", "Unavailable")
        ),
        *(
            pytest.param(
                key(**kind), "not_applicable", "no automatic rotation", id=" ".join(kind.values())
            )
            for kind in (HMAC, SIGNING, PUBLIC_KEY_ENCRYPTION)
        ),
        *(
            pytest.param(
                key(Origin=origin), "not_applicable", "kms.rotation-occurred judges", id=origin
            )
            for origin in ("EXTERNAL", "AWS_CLOUDHSM", "EXTERNAL_KEY_STORE")
        ),
    ],
)
def test_key_rotates_within_the_limit(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason


@pytest.mark.parametrize("rotation", [YEARLY, OFF, DENIED])
def test_replica_is_judged_at_its_primary(rotation: Facts | Denied) -> None:
    outcome = judge_outcome(judge, replica(rotation), others=[primary()])
    assert outcome.status == "not_applicable"
    assert PRIMARY_ARN in outcome.reason


def test_primary_is_judged_itself() -> None:
    subject = key(PRIMARY_ARN, facts={"rotation": OFF}, MultiRegionConfiguration=family("PRIMARY"))
    assert judge_outcome(judge, subject, others=[replica(OFF)]).status == "fail"


@pytest.mark.parametrize(
    "others",
    [
        pytest.param([], id="not read"),
        pytest.param([primary(KeyState="Disabled")], id="disabled"),
        pytest.param([key(PRIMARY_ARN, denied=DESCRIBE_DENIED)], id="could not be described"),
    ],
)
@pytest.mark.parametrize(
    ("rotation", "status"), [(YEARLY, "pass"), (OFF, "fail"), (DENIED, "not_determined")]
)
def test_replica_of_a_primary_that_is_not_judged_stands_for_itself(
    others: list[Resource], rotation: Facts | Denied, status: str
) -> None:
    assert judge_outcome(judge, replica(rotation), others=others).status == status


def test_default_period_is_held_to_a_shorter_limit() -> None:
    outcome = judge_outcome(judge, rotating({"KeyRotationEnabled": True}), max_rotation_days=180)
    assert outcome.status == "fail"
    assert "every 365 days; the limit is 180 days" in outcome.reason
