"""shield.auto-renew: the subscription renews by itself."""

from datetime import UTC, datetime

import pytest

from compliance.collectors.resource import Resource
from tests.compliance.controls.shield.subscriptions import (
    INACTIVE,
    STATE_DENIED,
    SUBSCRIPTION_DENIED,
    judged,
    subscription,
)

END = datetime(2026, 9, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(subscription(), "pass", "renews by itself", id="on"),
        pytest.param(
            subscription(AutoRenew="DISABLED", EndTime=END),
            "fail",
            "ends at 2026-09-01T00:00:00Z",
            id="off",
        ),
        pytest.param(subscription(AutoRenew="DISABLED"), "fail", "itself.", id="off, no end"),
        pytest.param(subscription(state=INACTIVE), "not_applicable", "has no", id="none"),
        pytest.param(
            subscription(described={}), "not_determined", "no AutoRenew", id="gone meanwhile"
        ),
        pytest.param(
            subscription(described=SUBSCRIPTION_DENIED),
            "not_determined",
            "DescribeSubscription: Access",
            id="denied",
        ),
        pytest.param(
            subscription(state=STATE_DENIED), "not_determined", "State: Access", id="state denied"
        ),
    ],
)
def test_subscription_renews(subject: Resource, status: str, reason: str) -> None:
    outcome = judged("shield.auto-renew", subject)
    assert outcome.status == status
    assert reason in outcome.reason
