"""guardduty.eks-audit-logs: audit logs of Kubernetes are watched."""

from typing import Any

import pytest

from compliance.controls.guardduty.eks_audit_logs import judge
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
        ({"Features": features({"EKS_AUDIT_LOGS": "ENABLED"})}, "pass"),
        ({"Features": features({"EKS_AUDIT_LOGS": "DISABLED"})}, "fail"),
        # The Region may not offer it.
        ({"Features": features({})}, "not_determined"),
        ({"Features": []}, "not_determined"),
        ({}, "not_determined"),
        (
            {"status": "DISABLED", "Features": features({"EKS_AUDIT_LOGS": "ENABLED"})},
            "not_applicable",
        ),
        ({"denied": True}, "not_determined"),
        # Where there is nothing to watch, a plan that is off does no harm.
        (
            {"Features": features({"EKS_AUDIT_LOGS": "DISABLED"}), "workloads": NONE},
            "not_applicable",
        ),
        ({"Features": features({}), "workloads": NONE}, "not_applicable"),
        ({"Features": features({"EKS_AUDIT_LOGS": "ENABLED"}), "workloads": NONE}, "pass"),
        (
            {"Features": features({"EKS_AUDIT_LOGS": "DISABLED"}), "workloads": WORKLOADS_DENIED},
            "not_determined",
        ),
        # The older form counts only where there are no features.
        ({"DataSources": {"Kubernetes": {"AuditLogs": {"Status": "ENABLED"}}}}, "pass"),
        ({"DataSources": {"Kubernetes": {"AuditLogs": {"Status": "DISABLED"}}}}, "fail"),
        (
            {"Features": [], "DataSources": {"Kubernetes": {"AuditLogs": {"Status": "ENABLED"}}}},
            "pass",
        ),
        ({"DataSources": {}}, "not_determined"),
        (
            {
                "Features": features({"EKS_AUDIT_LOGS": "DISABLED"}),
                "DataSources": {"Kubernetes": {"AuditLogs": {"Status": "ENABLED"}}},
            },
            "fail",
        ),
        (
            {
                "Features": features({}),
                "DataSources": {"Kubernetes": {"AuditLogs": {"Status": "ENABLED"}}},
            },
            "not_determined",
        ),
    ],
)
def test_the_plan_is_on(described: dict[str, Any], status: str) -> None:
    assert judge_outcome(judge, detector(**described)).status == status
