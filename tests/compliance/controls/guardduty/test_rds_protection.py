"""guardduty.rds-protection: logins to databases are watched."""

from typing import Any

import pytest

from compliance.controls.guardduty.rds_protection import judge
from tests.compliance.controls.guardduty.detectors import (
    NONE,
    WORKLOADS_DENIED,
    detector,
    features,
)
from tests.compliance.controls.resources import judge_outcome


@pytest.mark.parametrize(
    ("described", "status"),
    [
        ({"Features": features({"RDS_LOGIN_EVENTS": "ENABLED"})}, "pass"),
        ({"Features": features({"RDS_LOGIN_EVENTS": "DISABLED"})}, "fail"),
        # The Region may not offer it.
        ({"Features": features({})}, "not_determined"),
        ({"Features": []}, "not_determined"),
        ({}, "not_determined"),
        (
            {"status": "DISABLED", "Features": features({"RDS_LOGIN_EVENTS": "ENABLED"})},
            "not_applicable",
        ),
        ({"denied": True}, "not_determined"),
        # Where there is nothing to watch, a plan that is off does no harm.
        (
            {"Features": features({"RDS_LOGIN_EVENTS": "DISABLED"}), "workloads": NONE},
            "not_applicable",
        ),
        ({"Features": features({}), "workloads": NONE}, "not_applicable"),
        ({"Features": features({"RDS_LOGIN_EVENTS": "ENABLED"}), "workloads": NONE}, "pass"),
        (
            {
                "Features": features({"RDS_LOGIN_EVENTS": "DISABLED"}),
                "workloads": WORKLOADS_DENIED,
            },
            "not_determined",
        ),
        # The older form of answer does not know the plan.
        ({"DataSources": {"S3Logs": {"Status": "ENABLED"}}}, "not_determined"),
    ],
)
def test_the_plan_is_on(described: dict[str, Any], status: str) -> None:
    assert judge_outcome(judge, detector(**described)).status == status
