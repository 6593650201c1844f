"""securityhub.enabled: CSPM, whatever the newer Security Hub is."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.securityhub.enabled import judge
from tests.compliance.controls.resources import Denied, judge_outcome
from tests.compliance.controls.securityhub.hubs import HUB_DENIED, NEWER, hub, switched_off

V2_DENIED = Denied("securityhub:DescribeSecurityHubV2")


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        (hub(), "pass", "CSPM is on."),
        (switched_off(), "fail", "Security Hub CSPM is not on."),
        (switched_off(NEWER), "fail", "another subscription"),
        (switched_off(V2_DENIED), "fail", "Security Hub CSPM is not on."),
        (hub(HUB_DENIED), "not_determined", "AccessDenied"),
        (hub({}), "not_determined", "the answer names no hub"),
    ],
)
def test_hub_is_on(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason
