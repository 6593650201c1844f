"""shield.advanced-subscription: active where it is required."""

import pytest

from compliance.collectors.resource import Resource
from tests.compliance.controls.shield.subscriptions import (
    INACTIVE,
    STATE_DENIED,
    judged,
    subscription,
)


@pytest.mark.parametrize(
    ("found", "required", "status", "reason"),
    [
        pytest.param([subscription()], True, "pass", "active", id="active"),
        pytest.param([subscription()], False, "pass", "active", id="active, not required"),
        pytest.param([subscription(state=INACTIVE)], True, "fail", "has no", id="none, required"),
        pytest.param(
            [subscription(state=INACTIVE)], False, "not_applicable", "None is required", id="none"
        ),
        pytest.param([], True, "fail", "not offered", id="other partition, required"),
        pytest.param([], False, "not_applicable", "not offered", id="other partition"),
        pytest.param(
            [subscription(state=STATE_DENIED)],
            False,
            "not_determined",
            "GetSubscriptionState: Access",
            id="denied",
        ),
        pytest.param(
            [subscription(state={"SubscriptionState": "PENDING"})],
            True,
            "not_determined",
            "PENDING",
            id="state not known",
        ),
    ],
)
def test_subscription_is_active(
    found: list[Resource], *, required: bool, status: str, reason: str
) -> None:
    outcome = judged("shield.advanced-subscription", *found, require_advanced=required)
    assert outcome.status == status
    assert reason in outcome.reason
