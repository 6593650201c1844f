"""cloudtrail.multi-region-trail: one logging multi-Region trail with all management events."""

from collections.abc import Sequence

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.multi_region_trail import judge
from tests.compliance.controls.cloudtrail.trails import (
    SELECTORS_DENIED,
    STATUS_DENIED,
    STOPPED,
    STRANGER,
    account,
    trail,
    verdict,
)

READS = {"EventSelectors": [{"ReadWriteType": "ReadOnly", "IncludeManagementEvents": True}]}
WRITES = {"EventSelectors": [{"ReadWriteType": "WriteOnly", "IncludeManagementEvents": True}]}
WITHOUT_KMS = {
    "EventSelectors": [
        {
            "ReadWriteType": "All",
            "IncludeManagementEvents": True,
            "ExcludeManagementEventSources": ["kms.amazonaws.com"],
        }
    ]
}


@pytest.mark.parametrize(
    ("trails", "status", "reason"),
    [
        pytest.param([trail()], "pass", "trail/main is logging", id="qualifies"),
        pytest.param(
            [trail("a", status=STATUS_DENIED), trail("b")],
            "pass",
            "trail/b is logging",
            id="a proven trail outweighs an unread one",
        ),
        pytest.param([], "fail", "event data stores are not counted", id="no trail"),
        pytest.param([trail(status=STOPPED)], "fail", "No multi-Region trail", id="stopped"),
        pytest.param(
            [trail(IsMultiRegionTrail=False)], "fail", "No multi-Region", id="single Region"
        ),
        pytest.param([trail(selectors=WITHOUT_KMS)], "fail", "No multi-Region", id="no KMS"),
        pytest.param(
            [trail("a", selectors=READS), trail("b", selectors=WRITES)],
            "fail",
            "No multi-Region trail",
            id="two trails share the work",
        ),
        pytest.param(
            [trail(status=STATUS_DENIED)],
            "not_determined",
            "cloudtrail:GetTrailStatus: AccessDenied",
            id="status denied",
        ),
        pytest.param(
            [trail(selectors=SELECTORS_DENIED)],
            "not_determined",
            "cloudtrail:GetEventSelectors: AccessDenied",
            id="selectors denied",
        ),
        pytest.param(
            [trail(status=STOPPED, selectors=SELECTORS_DENIED)],
            "fail",
            "No multi-Region trail",
            id="stopped, whatever its selectors are",
        ),
        pytest.param(
            [trail(status=STATUS_DENIED, selectors=READS)],
            "fail",
            "No multi-Region trail",
            id="incomplete, whatever its status is",
        ),
        pytest.param(
            [trail(status=STATUS_DENIED, IsMultiRegionTrail=False)],
            "fail",
            "No multi-Region trail",
            id="single Region, whatever its status is",
        ),
        pytest.param(
            [trail(owner=STRANGER, IsOrganizationTrail=True)],
            "pass",
            f"{STRANGER}:trail/main is logging",
            id="organization trail",
        ),
        pytest.param(
            [trail(owner=STRANGER, IsOrganizationTrail=True, status=STATUS_DENIED)],
            "not_determined",
            f"organization trail belongs to account {STRANGER}, connect that account",
            id="organization trail whose status a member may not read",
        ),
    ],
)
def test_account_is_covered(trails: Sequence[Resource], status: str, reason: str) -> None:
    outcome = verdict(judge, account(), estate=trails)
    assert outcome.status == status
    assert reason in outcome.reason


def test_unread_region_leaves_absence_open() -> None:
    outcome = verdict(judge, account(), unread_regions=["eu-central-1"])
    assert outcome.status == "not_determined"
    assert "cloudtrail:DescribeTrails in eu-central-1" in outcome.reason


def test_unread_region_does_not_matter_once_a_trail_qualifies() -> None:
    outcome = verdict(judge, account(), estate=[trail()], unread_regions=["eu-central-1"])
    assert outcome.status == "pass"
