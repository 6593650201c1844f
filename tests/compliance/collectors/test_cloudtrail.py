"""collectors.cloudtrail: trails at home in a Region, with status, selectors and Insights."""

from typing import Any

import pytest

from compliance.aws.answers import NotCollected
from tests.compliance.collectors.gathering import REGION, declare, gather, has_member, refuse
from tests.demo.serving import OWN_ACCOUNT, Server

INSIGHTS = "cloudtrail:GetInsightSelectors"
PREFIX = f"arn:aws:cloudtrail:{REGION}:{OWN_ACCOUNT}:trail"
SELECTORS = {"InsightSelectors": [{"InsightType": "ApiCallRateInsight"}]}


def trail(name: str, **more: Any) -> dict[str, Any]:
    arn = f"{PREFIX}/{name}"
    return {"Name": name, "TrailARN": arn, "HomeRegion": REGION, **more}


@pytest.fixture
def filled(aws: Server) -> Server:
    """A server with a trail with Insights, and one without."""
    trails = [
        trail("watched", HasInsightSelectors=True),
        trail("plain", HasInsightSelectors=False),
    ]
    declare(aws, "cloudtrail:DescribeTrails", {"trailList": trails})
    declare(aws, "cloudtrail:GetTrailStatus", {"IsLogging": True})
    declare(aws, "cloudtrail:GetEventSelectors", {"EventSelectors": []})
    declare(aws, INSIGHTS, SELECTORS, TrailName=f"{PREFIX}/watched")
    return aws


def test_insights_are_asked_of_trails_that_have_them(
    filled: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = gather("cloudtrail", filled, monkeypatch)
    assert found.resource(f"{PREFIX}/watched")["insights"] == SELECTORS
    assert found.calls.count(INSIGHTS) == 1
    plain = found.resource(f"{PREFIX}/plain")
    assert plain["trail"]["HasInsightSelectors"] is False
    with pytest.raises(NotCollected, match="not made"):
        _ = plain["insights"]


def test_insights_that_were_turned_off_meanwhile(
    filled: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(filled, INSIGHTS, "InsightNotEnabledException", TrailName=f"{PREFIX}/watched")
    found = gather("cloudtrail", filled, monkeypatch)
    assert found.resource(f"{PREFIX}/watched")["insights"] == {}


def test_denied_insights_are_not_collected(
    filled: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(filled, INSIGHTS, TrailName=f"{PREFIX}/watched")
    found = gather("cloudtrail", filled, monkeypatch)
    with pytest.raises(NotCollected, match="AccessDenied"):
        _ = found.resource(f"{PREFIX}/watched")["insights"]


@pytest.mark.parametrize(
    ("operation", "path"),
    [
        (INSIGHTS, "InsightSelectors.InsightType"),
        *(
            ("cloudtrail:DescribeTrails", f"trailList.{member}")
            for member in (
                "CloudWatchLogsLogGroupArn",
                "HasInsightSelectors",
                "IncludeGlobalServiceEvents",
                "IsOrganizationTrail",
            )
        ),
        ("cloudtrail:GetTrailStatus", "LatestCloudWatchLogsDeliveryTime"),
        ("logs:DescribeLogGroups", "logGroups.retentionInDays"),
        ("s3:GetBucketVersioning", "MFADelete"),
    ],
)
def test_what_is_read_is_in_the_api(operation: str, path: str) -> None:
    assert has_member(operation, path)
