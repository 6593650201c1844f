"""artifact.agreements-inventory: all with their dates, and none that AWS has ended lately."""

import pytest

from compliance.collectors.artifact import AGREEMENT
from compliance.collectors.resource import Resource
from tests.compliance.controls.artifact.listed import agreement, days_ago, judged

CONTROL = "artifact.agreements-inventory"


@pytest.mark.parametrize(
    ("found", "status", "reason"),
    [
        pytest.param(
            [agreement("NDA"), agreement("BAA", effectiveStart=days_ago(500))],
            "pass",
            "BAA (ACTIVE, from 2024-12-17T12:00:00Z); NDA (ACTIVE, from 2025-05-01T12:00:00Z).",
            id="listed by date",
        ),
        pytest.param(
            [agreement("NDA", state="CUSTOMER_TERMINATED", effectiveEnd=days_ago(9))],
            "pass",
            "CUSTOMER_TERMINATED, from 2025-05-01T12:00:00Z to 2026-04-22T12:00:00Z",
            id="ended by the customer",
        ),
        pytest.param(
            [agreement("NDA"), agreement(state="AWS_TERMINATED", effectiveEnd=days_ago(9))],
            "fail",
            "AWS has ended AWS Business Associate Addendum",
            id="ended by AWS",
        ),
        pytest.param(
            [agreement(state="AWS_TERMINATED", effectiveEnd=days_ago(366))],
            "pass",
            "AWS_TERMINATED",
            id="ended by AWS before the period",
        ),
        pytest.param(
            [agreement(state="AWS_TERMINATED")], "fail", "has ended", id="ended by AWS some day"
        ),
        pytest.param([], "not_applicable", "no agreement", id="none"),
        pytest.param(
            [agreement(effectiveStart=None)], "not_determined", "effectiveStart", id="no date"
        ),
    ],
)
def test_inventory(found: list[Resource], status: str, reason: str) -> None:
    outcome = judged(CONTROL, *found)
    assert outcome.status == status, outcome.reason
    assert reason in outcome.reason


def test_denied_list_is_not_determined() -> None:
    assert judged(CONTROL, agreement(), denied=[AGREEMENT]).status == "not_determined"
