"""cloudtrail.delivery-healthy: log files and digests reach the bucket."""

from datetime import UTC, datetime, timedelta

import pytest

from compliance.controls.cloudtrail.delivery_healthy import judge
from tests.compliance.controls.cloudtrail.trails import (
    NOW,
    STATUS_DENIED,
    Denied,
    Facts,
    trail,
    verdict,
)

APRIL = datetime(2026, 4, 1, tzinfo=UTC)
DELIVERED = {"IsLogging": True, "StartLoggingTime": APRIL, "LatestDeliveryTime": NOW}


@pytest.mark.parametrize(
    ("facts", "status", "reason"),
    [
        pytest.param(DELIVERED, "pass", "within 24 hours, without a delivery error", id="healthy"),
        pytest.param(
            {**DELIVERED, "LatestDeliveryError": "", "LatestDigestDeliveryError": ""},
            "pass",
            "without a delivery error",
            id="empty errors",
        ),
        pytest.param(
            {**DELIVERED, "LatestDeliveryTime": NOW - timedelta(hours=24)},
            "pass",
            "within 24 hours",
            id="a day ago",
        ),
        pytest.param(
            {**DELIVERED, "LatestDeliveryTime": NOW - timedelta(hours=24, seconds=1)},
            "fail",
            "Nothing has reached the bucket since 2026-04-30T11:59:59Z; the limit is 24 hours.",
            id="more than a day ago",
        ),
        pytest.param(
            {**DELIVERED, "LatestDeliveryError": "AccessDenied"},
            "fail",
            "latest delivery to the bucket failed: AccessDenied",
            id="error",
        ),
        pytest.param(
            {"IsLogging": True, "StartLoggingTime": APRIL},
            "fail",
            "Nothing has reached the bucket yet",
            id="never delivered",
        ),
        pytest.param(
            {"IsLogging": True, "StartLoggingTime": "", "LatestDeliveryTime": ""},
            "fail",
            "Nothing has reached the bucket yet",
            id="empty strings for times",
        ),
        pytest.param(
            {"IsLogging": True, "StartLoggingTime": NOW},
            "not_determined",
            "Logging started at 2026-05-01T12:00:00Z and nothing has reached the bucket since",
            id="just started",
        ),
        pytest.param(
            {"IsLogging": True, "StartLoggingTime": NOW, "LatestDeliveryTime": APRIL},
            "not_determined",
            "Logging started at 2026-05-01T12:00:00Z",
            id="just started again",
        ),
        pytest.param(
            {**DELIVERED, "IsLogging": False},
            "fail",
            "not logging, so nothing reaches the bucket",
            id="stopped after a recent delivery",
        ),
        pytest.param(STATUS_DENIED, "not_determined", "GetTrailStatus", id="denied"),
    ],
)
def test_log_files_reach_the_bucket(facts: Facts | Denied, status: str, reason: str) -> None:
    outcome = verdict(judge, trail(status=facts, LogFileValidationEnabled=True))
    assert outcome.status == status
    assert reason in outcome.reason


@pytest.mark.parametrize(("validated", "status"), [(True, "fail"), (False, "pass")])
def test_digest_error_counts_while_validation_is_on(*, validated: bool, status: str) -> None:
    facts = {**DELIVERED, "LatestDigestDeliveryError": "NoSuchBucket"}
    subject = trail(status=facts, LogFileValidationEnabled=validated)
    assert verdict(judge, subject).status == status


def test_reason_of_a_pass_stays_while_deliveries_go_on() -> None:
    earlier = {**DELIVERED, "LatestDeliveryTime": NOW - timedelta(hours=2)}
    assert verdict(judge, trail(status=earlier)) == verdict(judge, trail(status=DELIVERED))
