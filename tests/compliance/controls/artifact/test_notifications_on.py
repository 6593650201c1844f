"""artifact.notifications-on: the account is subscribed."""

import pytest

from tests.compliance.controls.artifact.listed import judged, settings
from tests.compliance.controls.resources import Denied, Facts

CONTROL = "artifact.notifications-on"


def status_is(status: str) -> Facts:
    """The answer of GetAccountSettings."""
    return {"accountSettings": {"notificationSubscriptionStatus": status}}


@pytest.mark.parametrize(
    ("answer", "status", "reason"),
    [
        pytest.param(status_is("SUBSCRIBED"), "pass", "is subscribed", id="on"),
        pytest.param(status_is("NOT_SUBSCRIBED"), "fail", "not subscribed", id="off"),
        pytest.param(status_is("PAUSED"), "not_determined", "PAUSED", id="unknown"),
        pytest.param({}, "not_determined", "None", id="not told"),
        pytest.param(
            Denied("artifact:GetAccountSettings"), "not_determined", "Access", id="denied"
        ),
    ],
)
def test_subscription(answer: Facts | Denied, status: str, reason: str) -> None:
    outcome = judged(CONTROL, settings(answer))
    assert outcome.status == status, outcome.reason
    assert reason in outcome.reason


def test_partition_without_aws_artifact_is_not_determined() -> None:
    assert judged(CONTROL, absent=True).status == "not_determined"
