"""cloudtrail.bucket-object-lock: a default retention locks every new log file."""

from collections.abc import Mapping
from typing import Any

import pytest

from compliance.controls.cloudtrail.bucket_object_lock import judge
from tests.compliance.controls.cloudtrail.trails import Denied, Facts, bucket, verdict


def locked(**retention: Any) -> Facts:
    lock = {"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": retention}}
    return {"ObjectLockConfiguration": lock}


@pytest.mark.parametrize(
    ("lock", "params", "status", "reason"),
    [
        pytest.param(
            locked(Mode="COMPLIANCE", Days=365), {}, "pass", "365 days in COMPLIANCE", id="days"
        ),
        pytest.param(
            locked(Mode="COMPLIANCE", Years=7), {}, "pass", "2555 days in COMPLIANCE", id="years"
        ),
        pytest.param(
            locked(Mode="GOVERNANCE", Years=1),
            {},
            "pass",
            "s3:BypassGovernanceRetention can still delete",
            id="governance can be bypassed",
        ),
        pytest.param(
            locked(Mode="GOVERNANCE", Years=1),
            {"modes": ["COMPLIANCE"]},
            "fail",
            "365 days in COMPLIANCE mode are asked for",
            id="governance is not enough",
        ),
        pytest.param(
            locked(Mode="COMPLIANCE", Days=364), {}, "fail", "is 364 days", id="too short"
        ),
        pytest.param(
            locked(Mode="COMPLIANCE", Years=1), {"min_days": 2190}, "fail", "2190", id="asks more"
        ),
        pytest.param(
            {"ObjectLockConfiguration": {"ObjectLockEnabled": "Enabled"}},
            {},
            "fail",
            "locks nothing",
            id="no default rule",
        ),
        pytest.param({}, {}, "fail", "Object Lock is not enabled", id="not configured"),
        pytest.param(
            Denied("s3:GetObjectLockConfiguration"),
            {},
            "not_determined",
            "connect that account",
            id="denied",
        ),
    ],
)
def test_logs_are_write_once(
    lock: Facts | Denied, params: Mapping[str, Any], status: str, reason: str
) -> None:
    outcome = verdict(judge, bucket(object_lock=lock), **params)
    assert outcome.status == status
    assert reason in outcome.reason
