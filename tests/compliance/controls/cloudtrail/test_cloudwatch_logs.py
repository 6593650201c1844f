"""cloudtrail.cloudwatch-logs: a log group is set and events reach it."""

from datetime import UTC, datetime

import pytest

from compliance.controls.cloudtrail.cloudwatch_logs import judge
from tests.compliance.controls.cloudtrail.trails import (
    STATUS_DENIED,
    Denied,
    Facts,
    trail,
    verdict,
)

GROUP = "arn:aws:logs:eu-west-1:111122223333:log-group:trail:*"
TODAY, LAST_MONTH = datetime(2026, 5, 1, 11, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
DELIVERED = {"IsLogging": True, "LatestCloudWatchLogsDeliveryTime": TODAY}


@pytest.mark.parametrize(
    ("group", "facts", "status", "reason"),
    [
        pytest.param(GROUP, DELIVERED, "pass", GROUP, id="delivered"),
        pytest.param(None, DELIVERED, "fail", "No CloudWatch Logs log group", id="no group"),
        pytest.param(None, STATUS_DENIED, "fail", "No CloudWatch", id="no group, status denied"),
        pytest.param(
            GROUP,
            {**DELIVERED, "LatestCloudWatchLogsDeliveryError": "Access denied"},
            "fail",
            "latest delivery to CloudWatch Logs failed: Access denied",
            id="error",
        ),
        pytest.param(
            GROUP,
            {**DELIVERED, "LatestDeliveryError": "NoSuchBucket"},
            "pass",
            GROUP,
            id="an error of the bucket is another control's",
        ),
        pytest.param(
            GROUP,
            {"IsLogging": True, "LatestCloudWatchLogsDeliveryTime": LAST_MONTH},
            "fail",
            "since 2026-04-01T00:00:00Z; the limit is 24 hours",
            id="late",
        ),
        pytest.param(
            GROUP,
            {"IsLogging": True, "LatestCloudWatchLogsDeliveryTime": ""},
            "fail",
            "Nothing has reached CloudWatch Logs yet",
            id="empty time",
        ),
        pytest.param(
            GROUP, {**DELIVERED, "IsLogging": False}, "fail", "not logging", id="stopped"
        ),
        pytest.param(GROUP, STATUS_DENIED, "not_determined", "GetTrailStatus", id="denied"),
    ],
)
def test_events_reach_cloudwatch_logs(
    group: str | None, facts: Facts | Denied, status: str, reason: str
) -> None:
    outcome = verdict(judge, trail(status=facts, CloudWatchLogsLogGroupArn=group))
    assert outcome.status == status
    assert reason in outcome.reason


def test_limit_is_a_parameter() -> None:
    facts = {"IsLogging": True, "LatestCloudWatchLogsDeliveryTime": LAST_MONTH}
    subject = trail(status=facts, CloudWatchLogsLogGroupArn=GROUP)
    assert verdict(judge, subject, max_age_hours=24 * 31).status == "pass"
