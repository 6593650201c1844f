"""config.retention: the period, which is seven years where none is set."""

from typing import Any

import pytest

from compliance.controls.config.retention import judge
from tests.compliance.controls.config.recordings import RECORDERS_DENIED, place
from tests.compliance.controls.resources import Denied, judge_outcome


def kept(*days: int) -> dict[str, Any]:
    """A region in which history is kept for some days."""
    periods = [{"Name": "default", "RetentionPeriodInDays": one} for one in days]
    return {"retention": {"RetentionConfigurations": periods}}


@pytest.mark.parametrize(
    ("facts", "status", "reason"),
    [
        (kept(), "pass", "2557 days"),
        (kept(365), "pass", "365 days"),
        (kept(364), "fail", "364 days; 365 are asked for"),
        (kept(30), "fail", "30 days"),
        ({"retention": Denied("config:DescribeRetentionConfigurations")}, "not_determined", "Acc"),
        ({**kept(), "recorders": {"ConfigurationRecorders": []}}, "fail", "no customer"),
        ({**kept(), "recorders": RECORDERS_DENIED}, "not_determined", "Access"),
    ],
)
def test_history_is_kept(facts: dict[str, Any], status: str, reason: str) -> None:
    outcome = judge_outcome(judge, place(**facts))
    assert outcome.status == status
    assert reason in outcome.reason


def test_the_limit_is_a_parameter() -> None:
    assert judge_outcome(judge, place(**kept(400)), min_days=2190).status == "fail"
