"""guardduty.eks-audit-logs: audit logs of Kubernetes are watched."""

from typing import Any

import pytest

from compliance.controls.guardduty.eks_audit_logs import judge
from tests.compliance.controls.guardduty.detectors import detector, older_cases, plan_cases
from tests.compliance.controls.resources import judge_outcome


def older(status: str) -> dict[str, Any]:
    return {"Kubernetes": {"AuditLogs": {"Status": status}}}


CASES = [*plan_cases("EKS_AUDIT_LOGS"), *older_cases("EKS_AUDIT_LOGS", older)]


@pytest.mark.parametrize(("described", "status"), CASES)
def test_the_plan_is_on(described: dict[str, Any], status: str) -> None:
    assert judge_outcome(judge, detector(**described)).status == status
