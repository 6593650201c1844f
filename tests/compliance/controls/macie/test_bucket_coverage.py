"""macie.bucket-coverage: Macie watches the bucket, or a job went through it lately."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from compliance.collectors.macie2 import BUCKET
from compliance.collectors.resource import Resource
from compliance.controls.macie.bucket_coverage import judge
from tests.compliance.controls.resources import NOW, Denied, judge_outcome, resource

ARN = "arn:aws:s3:::orders"
ON_THE_LIMIT = NOW - timedelta(days=90)
OLD = ON_THE_LIMIT - timedelta(seconds=1)


def bucket(monitored: str | None = "NOT_MONITORED", **members: Any) -> Resource:
    """A bucket of which three objects cannot be classified."""
    entry = {
        "bucketArn": ARN,
        "automatedDiscoveryMonitoringStatus": monitored,
        "unclassifiableObjectCount": {"total": 3},
        **members,
    }
    return resource(ARN, BUCKET, bucket=entry)


def ran(at: datetime) -> dict[str, Any]:
    """The details of the last job."""
    return {"jobDetails": {"lastJobRunTime": at}}


@pytest.mark.parametrize(
    ("subject", "expected", "reason"),
    [
        pytest.param(bucket("MONITORED"), "pass", "cannot classify: 3", id="monitored"),
        pytest.param(bucket(**ran(ON_THE_LIMIT)), "pass", "cannot classify: 3", id="recent job"),
        pytest.param(bucket(**ran(OLD)), "fail", "the limit is 90 days", id="old job"),
        pytest.param(bucket(), "fail", "no job ever ran", id="neither"),
        pytest.param(
            bucket("MONITORED", errorCode="ACCESS_DENIED"), "fail", "is unknown", id="unreadable"
        ),
        pytest.param(
            bucket("MONITORED", errorCode="BUCKET_COUNT_EXCEEDS_QUOTA"),
            "fail",
            "EXCEEDS_QUOTA",
            id="too many buckets",
        ),
        pytest.param(
            bucket("MONITORED", unclassifiableObjectCount=None),
            "not_determined",
            "unclassifiableObjectCount",
            id="how many is not told",
        ),
        pytest.param(bucket(None), "not_determined", "Status is None", id="not told"),
        pytest.param(bucket(None, **ran(ON_THE_LIMIT)), "pass", "A job", id="the job is enough"),
        pytest.param(
            resource(ARN, BUCKET, bucket=Denied("macie2:DescribeBuckets")),
            "not_determined",
            "DescribeBuckets: Access",
            id="denied",
        ),
    ],
)
def test_bucket_is_looked_at(subject: Resource, expected: str, reason: str) -> None:
    found = judge_outcome(judge, subject)
    assert found.status == expected
    assert reason in found.reason


def test_what_is_out_of_scope_is_said_by_the_organisation() -> None:
    found = judge_outcome(judge, bucket(), out_of_scope_arns=[ARN])
    assert found.status == "not_applicable"
