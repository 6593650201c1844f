"""shield.standard-inherited: AWS's own part, whatever the account has."""

import pytest

from compliance.collectors.resource import Resource
from tests.compliance.controls.shield.subscriptions import (
    INACTIVE,
    STATE_DENIED,
    judged,
    subscription,
)


@pytest.mark.parametrize(
    "subject",
    [
        pytest.param(subscription(), id="with Shield Advanced"),
        pytest.param(subscription(state=INACTIVE), id="without"),
        pytest.param(subscription(state=STATE_DENIED), id="denied"),
    ],
)
def test_standard_is_never_judged_by_the_subscription(subject: Resource) -> None:
    outcome = judged("shield.standard-inherited", subject)
    assert outcome.status == "not_applicable"
    assert "AWS provides" in outcome.reason
