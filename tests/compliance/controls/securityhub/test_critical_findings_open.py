"""securityhub.critical-findings-open: the oldest one decides."""

from datetime import timedelta
from typing import Any

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.securityhub.critical_findings_open import judge
from tests.compliance.controls.resources import NOW, Denied, judge_outcome
from tests.compliance.controls.securityhub.hubs import HUB_DENIED, hub, switched_off


def found(*days: float, **members: Any) -> dict[str, Any]:
    """A page with a finding of each age."""
    dates = [(NOW - timedelta(days=one)).isoformat() for one in days]
    findings = [{"CreatedAt": one.replace("+00:00", "Z"), "Title": "Open"} for one in dates]
    return {"findings": {"Findings": findings, **members}}


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(hub(**found()), "pass", "No critical finding", id="none"),
        pytest.param(hub(**found(30)), "pass", "2026-04-01T12:00:00Z", id="at the limit"),
        pytest.param(hub(**found(30.1)), "fail", "2026-04-01T09:36:00Z: Open", id="past it"),
        pytest.param(hub(**found(45, 3)), "fail", "2026-03-17T12:00:00Z", id="the oldest counts"),
        pytest.param(hub(**found(20, 3, NextToken="more")), "pass", "oldest", id="first page"),
        pytest.param(
            hub(**found(3, 20, NextToken="more")), "not_determined", "no order", id="no order"
        ),
        pytest.param(hub(**found(3, 20)), "pass", "oldest", id="no order, but all"),
        pytest.param(hub(**found(3, 45, NextToken="more")), "fail", "oldest", id="one is enough"),
        pytest.param(switched_off(), "not_determined", "not on", id="off"),
        pytest.param(hub(HUB_DENIED), "not_determined", "AccessDenied", id="denied"),
        pytest.param(
            hub(findings=Denied("securityhub:GetFindings")),
            "not_determined",
            "AccessDenied",
            id="findings denied",
        ),
    ],
)
def test_no_critical_finding_is_open_for_long(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason


def test_the_limit_is_a_parameter() -> None:
    assert judge_outcome(judge, hub(**found(10)), max_days=7).status == "fail"
