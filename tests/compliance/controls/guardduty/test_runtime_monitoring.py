"""guardduty.runtime-monitoring: what runs in workloads is watched."""

from typing import Any

import pytest

from compliance.controls.guardduty.runtime_monitoring import judge
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
        ({"Features": features({"RUNTIME_MONITORING": "ENABLED"})}, "pass"),
        ({"Features": features({"RUNTIME_MONITORING": "DISABLED"})}, "fail"),
        # The Region may not offer it.
        ({"Features": features({})}, "not_determined"),
        ({"Features": []}, "not_determined"),
        ({}, "not_determined"),
        (
            {"status": "DISABLED", "Features": features({"RUNTIME_MONITORING": "ENABLED"})},
            "not_applicable",
        ),
        ({"denied": True}, "not_determined"),
        # Where there is nothing to watch, a plan that is off does no harm.
        (
            {"Features": features({"RUNTIME_MONITORING": "DISABLED"}), "workloads": NONE},
            "not_applicable",
        ),
        ({"Features": features({}), "workloads": NONE}, "not_applicable"),
        ({"Features": features({"RUNTIME_MONITORING": "ENABLED"}), "workloads": NONE}, "pass"),
        (
            {
                "Features": features({"RUNTIME_MONITORING": "DISABLED"}),
                "workloads": WORKLOADS_DENIED,
            },
            "not_determined",
        ),
        # The older form of answer does not know the plan.
        ({"DataSources": {"S3Logs": {"Status": "ENABLED"}}}, "not_determined"),
        # The older plan, for EKS alone, counts too.
        ({"Features": features({"EKS_RUNTIME_MONITORING": "ENABLED"})}, "pass"),
        (
            {
                "Features": features(
                    {"EKS_RUNTIME_MONITORING": "ENABLED", "RUNTIME_MONITORING": "DISABLED"}
                )
            },
            "pass",
        ),
        (
            {
                "Features": features(
                    {"EKS_RUNTIME_MONITORING": "DISABLED", "RUNTIME_MONITORING": "DISABLED"}
                )
            },
            "fail",
        ),
    ],
)
def test_the_plan_is_on(described: dict[str, Any], status: str) -> None:
    assert judge_outcome(judge, detector(**described)).status == status


def test_the_reason_names_the_plan_that_is_on() -> None:
    subject = detector(Features=features({"EKS_RUNTIME_MONITORING": "ENABLED"}))
    assert "(EKS_RUNTIME_MONITORING)" in judge_outcome(judge, subject).reason
