"""cloudtrail.insights: bursts of calls or of errors are watched."""

from typing import Any

import pytest

from compliance.controls.cloudtrail.insights import judge
from tests.compliance.controls.cloudtrail.trails import (
    STATUS_DENIED,
    STOPPED,
    STRANGER,
    Denied,
    trail,
    verdict,
)

DENIED = Denied("cloudtrail:GetInsightSelectors")


def selectors(*kinds: str) -> dict[str, Any]:
    return {"InsightSelectors": [{"InsightType": kind} for kind in kinds]}


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"HasInsightSelectors": True, "insights": selectors("ApiCallRateInsight")}, "pass"),
        ({"HasInsightSelectors": True, "insights": selectors("ApiErrorRateInsight")}, "pass"),
        ({"HasInsightSelectors": True, "insights": selectors("SomethingNew")}, "fail"),
        ({"HasInsightSelectors": True, "insights": selectors()}, "fail"),
        # InsightNotEnabledException.
        ({"HasInsightSelectors": True, "insights": {}}, "fail"),
        ({"HasInsightSelectors": False}, "fail"),
        ({}, "fail"),
        ({"HasInsightSelectors": True, "insights": DENIED}, "not_determined"),
        ({"HasInsightSelectors": False, "insights": DENIED}, "fail"),
        (
            {
                "HasInsightSelectors": True,
                "insights": selectors("ApiCallRateInsight"),
                "status": STOPPED,
            },
            "fail",
        ),
        (
            {
                "HasInsightSelectors": True,
                "insights": selectors("ApiCallRateInsight"),
                "status": STATUS_DENIED,
            },
            "not_determined",
        ),
    ],
)
def test_insights_are_on(given: dict[str, Any], status: str) -> None:
    assert verdict(judge, trail(**given)).status == status


def test_owner_of_an_organization_trail_is_named() -> None:
    subject = trail(owner=STRANGER, HasInsightSelectors=True, insights=DENIED)
    assert f"account {STRANGER}" in verdict(judge, subject).reason
