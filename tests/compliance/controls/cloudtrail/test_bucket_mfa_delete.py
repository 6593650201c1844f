"""cloudtrail.bucket-mfa-delete: versions of log files cannot simply be deleted."""

from typing import Any

import pytest

from compliance.controls.cloudtrail.bucket_mfa_delete import judge
from tests.compliance.controls.cloudtrail.trails import Denied, Facts, bucket, verdict

MFA = {"Status": "Enabled", "MFADelete": "Enabled"}
NO_LOCK: Facts = {}
VERSIONING_DENIED = Denied("s3:GetBucketVersioning")
LOCK_DENIED = Denied("s3:GetObjectLockConfiguration")


def lock(mode: str = "COMPLIANCE", days: int = 400) -> Facts:
    retention = {"DefaultRetention": {"Mode": mode, "Days": days}}
    return {"ObjectLockConfiguration": {"ObjectLockEnabled": "Enabled", "Rule": retention}}


@pytest.mark.parametrize(
    ("versioning", "object_lock", "status"),
    [
        pytest.param(MFA, NO_LOCK, "pass", id="MFA delete"),
        pytest.param({"Status": "Enabled"}, NO_LOCK, "fail", id="neither"),
        pytest.param(
            {"Status": "Enabled", "MFADelete": "Disabled"}, NO_LOCK, "fail", id="MFA off"
        ),
        pytest.param(
            {"Status": "Suspended", "MFADelete": "Enabled"}, NO_LOCK, "fail", id="suspended"
        ),
        pytest.param({}, NO_LOCK, "fail", id="never versioned"),
        pytest.param({"Status": "Enabled"}, lock(), "pass", id="locked"),
        pytest.param({"Status": "Enabled"}, lock(days=90), "fail", id="locked too shortly"),
        pytest.param(VERSIONING_DENIED, lock(), "pass", id="versioning denied, locked"),
        pytest.param(MFA, LOCK_DENIED, "pass", id="lock denied, MFA delete"),
        pytest.param(VERSIONING_DENIED, NO_LOCK, "not_determined", id="versioning denied"),
        pytest.param({"Status": "Enabled"}, LOCK_DENIED, "not_determined", id="lock denied"),
    ],
)
def test_versions_are_guarded(
    versioning: Facts | Denied, object_lock: Facts | Denied, status: str
) -> None:
    subject = bucket(versioning=versioning, object_lock=object_lock)
    assert verdict(judge, subject).status == status


def test_limits_of_the_lock_are_parameters() -> None:
    given: dict[str, Any] = {"versioning": {}, "object_lock": lock("GOVERNANCE")}
    assert verdict(judge, bucket(**given)).status == "pass"
    assert verdict(judge, bucket(**given), modes=["COMPLIANCE"]).status == "fail"
