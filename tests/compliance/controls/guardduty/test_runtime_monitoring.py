"""guardduty.runtime-monitoring: what runs in workloads is watched."""

from typing import Any

import pytest

from compliance.controls.guardduty.runtime_monitoring import judge
from tests.compliance.controls.guardduty.detectors import (
    detector,
    features,
    plan_cases,
    unknown_to_older,
)
from tests.compliance.controls.resources import judge_outcome

CASES = [*plan_cases("RUNTIME_MONITORING"), *unknown_to_older()]


@pytest.mark.parametrize(("described", "status"), CASES)
def test_the_plan_is_on(described: dict[str, Any], status: str) -> None:
    assert judge_outcome(judge, detector(**described)).status == status


@pytest.mark.parametrize(
    ("plans", "status"),
    [
        ({"EKS_RUNTIME_MONITORING": "ENABLED"}, "pass"),
        ({"EKS_RUNTIME_MONITORING": "ENABLED", "RUNTIME_MONITORING": "DISABLED"}, "pass"),
        ({"EKS_RUNTIME_MONITORING": "DISABLED", "RUNTIME_MONITORING": "ENABLED"}, "pass"),
        ({"EKS_RUNTIME_MONITORING": "DISABLED", "RUNTIME_MONITORING": "DISABLED"}, "fail"),
        ({"EKS_RUNTIME_MONITORING": "DISABLED"}, "fail"),
    ],
)
def test_the_older_plan_for_eks_counts_too(plans: dict[str, str], status: str) -> None:
    assert judge_outcome(judge, detector(Features=features(plans))).status == status


def test_the_reason_names_the_plan_that_is_on() -> None:
    subject = detector(Features=features({"EKS_RUNTIME_MONITORING": "ENABLED"}))
    assert "(EKS_RUNTIME_MONITORING)" in judge_outcome(judge, subject).reason
