"""cloudtrail.s3-data-events-write: logging multi-Region trails record object-level writes."""

from collections.abc import Sequence

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.s3_data_events_write import judge
from tests.compliance.controls.cloudtrail.trails import (
    SELECTORS_DENIED,
    STATUS_DENIED,
    STOPPED,
    Facts,
    account,
    advanced,
    trail,
    verdict,
)


def objects(*values: str, read_write: str = "All") -> Facts:
    resources = [{"Type": "AWS::S3::Object", "Values": list(values)}]
    return {"EventSelectors": [{"ReadWriteType": read_write, "DataResources": resources}]}


ALL = objects("arn:aws:s3")
ADVANCED_WRITES = advanced(
    {
        "eventCategory": {"Equals": ["Data"]},
        "resources.type": {"Equals": ["AWS::S3::Object"]},
        "readOnly": {"Equals": ["false"]},
    }
)
ONE, TWO = objects("arn:aws:s3:::one/"), objects("arn:aws:s3:::two/")


@pytest.mark.parametrize(
    ("trails", "scope", "status", "reason"),
    [
        pytest.param([trail(selectors=ALL)], "*", "pass", "trail/main", id="all buckets"),
        pytest.param(
            [trail(selectors=objects("arn:aws:s3:::"))], "*", "pass", "trail/main", id="colons"
        ),
        pytest.param(
            [trail(selectors=ADVANCED_WRITES)], "*", "pass", "trail/main", id="advanced writes"
        ),
        pytest.param(
            [trail(selectors=objects("arn:aws:s3", read_write="ReadOnly"))],
            "*",
            "fail",
            "all S3 object-level write events of all buckets",
            id="reads only",
        ),
        pytest.param([trail()], "*", "fail", "of all buckets", id="management events only"),
        pytest.param([], "*", "fail", "of all buckets", id="no trail"),
        pytest.param([trail(selectors=ONE)], "*", "fail", "of all buckets", id="one bucket"),
        pytest.param(
            [trail(selectors=ONE)], [], "fail", "of all buckets", id="empty scope is all"
        ),
        pytest.param([trail(selectors=ONE)], ["one"], "pass", "trail/main", id="bucket in scope"),
        pytest.param([trail(selectors=ONE)], "one", "pass", "trail/main", id="one name"),
        pytest.param(
            [trail(selectors=ONE)], ["one", "two"], "fail", "of the bucket two", id="one missing"
        ),
        pytest.param(
            [trail("a", selectors=ONE), trail("b", selectors=TWO)],
            ["one", "two"],
            "pass",
            "trail/a, arn:aws:cloudtrail:eu-west-1:111122223333:trail/b",
            id="two trails share the scope",
        ),
        pytest.param(
            [trail("a", selectors=ONE), trail("b", selectors=TWO)],
            "*",
            "fail",
            "of all buckets",
            id="two trails are not all buckets",
        ),
        pytest.param(
            [trail(selectors=ALL, status=STOPPED)], "*", "fail", "No logging", id="stopped"
        ),
        pytest.param(
            [trail(selectors=ALL, IsMultiRegionTrail=False)],
            "*",
            "fail",
            "No logging multi-Region trail",
            id="single Region",
        ),
        pytest.param(
            [trail(selectors=ALL, status=STATUS_DENIED)],
            "*",
            "not_determined",
            "GetTrailStatus",
            id="status denied",
        ),
        pytest.param(
            [trail("a", selectors=ALL), trail("b", selectors=SELECTORS_DENIED)],
            "*",
            "pass",
            "trail/a",
            id="proven beside an unread trail",
        ),
        pytest.param(
            [trail("a", selectors=ONE), trail("b", selectors=SELECTORS_DENIED)],
            "*",
            "not_determined",
            "GetEventSelectors",
            id="selectors denied",
        ),
    ],
)
def test_object_writes_are_recorded(
    trails: Sequence[Resource], scope: str | list[str], status: str, reason: str
) -> None:
    outcome = verdict(judge, account(), estate=trails, scope_buckets=scope)
    assert outcome.status == status
    assert reason in outcome.reason


def test_unread_region_leaves_absence_open() -> None:
    assert verdict(judge, account(), unread_regions=["us-east-1"]).status == "not_determined"
