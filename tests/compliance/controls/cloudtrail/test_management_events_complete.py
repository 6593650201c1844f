"""cloudtrail.management-events-complete: reads, writes, and no source left out."""

from collections.abc import Sequence

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.management_events_complete import judge
from tests.compliance.controls.cloudtrail.trails import (
    SELECTORS_DENIED,
    STATUS_DENIED,
    STOPPED,
    Denied,
    Facts,
    advanced,
    trail,
    verdict,
)

WITHOUT_KMS = {
    "EventSelectors": [
        {
            "ReadWriteType": "All",
            "IncludeManagementEvents": True,
            "ExcludeManagementEventSources": ["kms.amazonaws.com"],
        }
    ]
}
READS = advanced({"eventCategory": {"Equals": ["Management"]}, "readOnly": {"Equals": ["true"]}})


@pytest.mark.parametrize(
    ("selectors", "others", "status", "reason"),
    [
        pytest.param(
            advanced({"eventCategory": {"Equals": ["Management"]}}),
            [],
            "pass",
            "All read and write management events are recorded",
            id="complete",
        ),
        pytest.param(
            WITHOUT_KMS,
            [],
            "fail",
            "Not all read and write management events are recorded; "
            "excluded sources: kms.amazonaws.com.",
            id="KMS excluded",
        ),
        pytest.param(READS, [], "fail", "Not all write management events", id="reads only"),
        pytest.param(
            READS, [trail("z")], "not_applicable", "trail/z records all", id="another covers"
        ),
        pytest.param(
            READS, [trail("z", status=STOPPED)], "fail", "Not all write", id="another is stopped"
        ),
        pytest.param(
            READS,
            [trail("z", IsMultiRegionTrail=False)],
            "fail",
            "Not all write",
            id="another covers one Region only",
        ),
        pytest.param(
            READS,
            [trail("z", status=STATUS_DENIED)],
            "not_determined",
            "GetTrailStatus",
            id="another may cover",
        ),
        pytest.param(
            SELECTORS_DENIED, [trail("z")], "not_determined", "GetEventSelectors", id="denied"
        ),
    ],
)
def test_management_events_are_complete(
    selectors: Facts | Denied, others: Sequence[Resource], status: str, reason: str
) -> None:
    outcome = verdict(judge, trail(selectors=selectors), estate=others)
    assert outcome.status == status
    assert reason in outcome.reason


def test_complete_trail_passes_beside_another_that_covers() -> None:
    assert verdict(judge, trail(), estate=[trail("z")]).status == "pass"


def test_trail_of_an_unread_region_may_cover() -> None:
    outcome = verdict(judge, trail(selectors=READS), unread_regions=["eu-central-1"])
    assert outcome.status == "not_determined"
