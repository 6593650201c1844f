"""guardduty.enabled: the Region has a detector that watches."""

from collections.abc import Sequence

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.guardduty.enabled import judge
from tests.compliance.controls.guardduty.detectors import ID, detector, guardduty
from tests.compliance.controls.resources import judge_outcome


@pytest.mark.parametrize(
    ("subject", "others", "status", "reason"),
    [
        pytest.param(guardduty(ID), [detector()], "pass", "enabled", id="on"),
        pytest.param(guardduty(), [], "fail", "no detector", id="no detector"),
        pytest.param(guardduty(ID), [detector("DISABLED")], "fail", "suspended", id="suspended"),
        pytest.param(
            guardduty(), [detector(region="us-east-1")], "fail", "no detector", id="on elsewhere"
        ),
        pytest.param(
            guardduty(denied=True), [], "not_determined", "ListDetectors", id="list denied"
        ),
        pytest.param(
            guardduty(ID),
            [detector(denied=True)],
            "not_determined",
            "GetDetector",
            id="detector denied",
        ),
    ],
)
def test_guardduty_is_on(
    subject: Resource, others: Sequence[Resource], status: str, reason: str
) -> None:
    outcome = judge_outcome(judge, subject, others=others)
    assert (outcome.status, reason in outcome.reason) == (status, True)
