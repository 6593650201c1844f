"""guardduty.lambda-protection: network traffic of functions is watched."""

from typing import Any

import pytest

from compliance.controls.guardduty.lambda_protection import judge
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
        ({"Features": features({"LAMBDA_NETWORK_LOGS": "ENABLED"})}, "pass"),
        ({"Features": features({"LAMBDA_NETWORK_LOGS": "DISABLED"})}, "fail"),
        # The Region may not offer it.
        ({"Features": features({})}, "not_determined"),
        ({"Features": []}, "not_determined"),
        ({}, "not_determined"),
        (
            {"status": "DISABLED", "Features": features({"LAMBDA_NETWORK_LOGS": "ENABLED"})},
            "not_applicable",
        ),
        ({"denied": True}, "not_determined"),
        # Where there is nothing to watch, a plan that is off does no harm.
        (
            {"Features": features({"LAMBDA_NETWORK_LOGS": "DISABLED"}), "workloads": NONE},
            "not_applicable",
        ),
        ({"Features": features({}), "workloads": NONE}, "not_applicable"),
        ({"Features": features({"LAMBDA_NETWORK_LOGS": "ENABLED"}), "workloads": NONE}, "pass"),
        (
            {
                "Features": features({"LAMBDA_NETWORK_LOGS": "DISABLED"}),
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
