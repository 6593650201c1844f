"""kms.imported-material-expiry: imported material does not lapse unnoticed."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.kms.imported_material_expiry import judge
from tests.compliance.controls.kms.keys import DESCRIBE_DENIED, HMAC, aws_key, key
from tests.compliance.controls.resources import NOW, Denied, Facts, judge_outcome

FOREVER: dict[str, Any] = {"ExpirationModel": "KEY_MATERIAL_DOES_NOT_EXPIRE"}
ON_THE_LIMIT = NOW + timedelta(days=30)
LATER = ON_THE_LIMIT + timedelta(seconds=1)
DENIED = Denied("kms:ListKeyRotations")


def until(moment: datetime) -> dict[str, Any]:
    return {"ExpirationModel": "KEY_MATERIAL_EXPIRES", "ValidTo": moment}


def material(expiry: dict[str, Any], state: str = "CURRENT", **more: Any) -> dict[str, Any]:
    return {"KeyMaterialState": state, "ImportState": "IMPORTED", **expiry, **more}


def imported(
    expiry: dict[str, Any], *materials: Facts, denied: Denied | None = None, **metadata: Any
) -> Resource:
    """A key with imported materials; `expiry` is what DescribeKey says of it."""
    facts: dict[str, Facts | Denied] = {"rotations": denied or {"Rotations": list(materials)}}
    return key(Origin="EXTERNAL", facts=facts, **{**expiry, **metadata})


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(imported(FOREVER, material(FOREVER)), "pass", "None", id="never expires"),
        pytest.param(imported(until(LATER)), "pass", "within 30 days", id="later"),
        pytest.param(
            imported(until(ON_THE_LIMIT)), "fail", "at 2026-05-31T12:00:00Z", id="on the limit"
        ),
        pytest.param(
            imported(FOREVER, material(FOREVER), material(until(NOW), "NON_CURRENT")),
            "fail",
            "Material expires at",
            id="an earlier material expires first",
        ),
        pytest.param(
            imported(FOREVER, material(FOREVER, "NON_CURRENT", ImportState="PENDING_IMPORT")),
            "fail",
            "expired or was deleted",
            id="an earlier material is gone",
        ),
        pytest.param(
            imported(FOREVER, material(FOREVER), material(until(NOW), "PENDING_ROTATION")),
            "pass",
            "None",
            id="a material that waits is not needed yet",
        ),
        pytest.param(
            imported(FOREVER, KeyState="PendingImport"), "fail", "waits for", id="no material"
        ),
        pytest.param(imported({}), "not_determined", "does not tell", id="no expiration model"),
        pytest.param(
            imported({"ExpirationModel": "KEY_MATERIAL_EXPIRES"}),
            "not_determined",
            "does not tell",
            id="expires, but when",
        ),
        pytest.param(
            imported(FOREVER, denied=DENIED), "not_determined", "ListKeyRotations", id="denied"
        ),
        pytest.param(
            imported(until(NOW), denied=DENIED), "fail", "expires at", id="denied, but known"
        ),
        pytest.param(
            imported(FOREVER, denied=DENIED, **HMAC), "pass", "None", id="a kind with one material"
        ),
        pytest.param(key(), "not_applicable", "not imported: AWS_KMS", id="KMS's own material"),
        pytest.param(key(denied=DESCRIBE_DENIED), "not_determined", "DescribeKey", id="unknown"),
        pytest.param(aws_key(), "not_applicable", "managed by AWS", id="AWS managed"),
    ],
)
def test_material_does_not_lapse(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason


def test_warning_is_the_organisations_to_choose() -> None:
    assert judge_outcome(judge, imported(until(LATER)), warn_days=60).status == "fail"
