"""cloudtrail.bucket-access-logging: server access logs, or data events kept elsewhere."""

from collections.abc import Sequence
from typing import Any

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.bucket_access_logging import judge
from tests.compliance.controls.cloudtrail.trails import (
    BUCKET,
    SELECTORS_DENIED,
    STATUS_DENIED,
    STOPPED,
    Denied,
    Facts,
    bucket,
    trail,
    verdict,
)

ON = {"LoggingEnabled": {"TargetBucket": "access-logs", "TargetPrefix": ""}}
OFF: Facts = {}
DENIED = Denied("s3:GetBucketLogging")


def objects(read_write: str, value: str = f"arn:aws:s3:::{BUCKET}/") -> Facts:
    resources = [{"Type": "AWS::S3::Object", "Values": [value]}]
    return {"EventSelectors": [{"ReadWriteType": read_write, "DataResources": resources}]}


def elsewhere(name: str = "audit", **given: Any) -> Resource:
    described: dict[str, Any] = {"S3BucketName": "audit-logs", "selectors": objects("All")}
    return trail(name, **(described | given))


@pytest.mark.parametrize(
    ("logging", "trails", "status"),
    [
        pytest.param(ON, [], "pass", id="server access logging"),
        pytest.param(OFF, [], "fail", id="nothing"),
        pytest.param(OFF, [elsewhere()], "pass", id="data events"),
        pytest.param(
            OFF, [elsewhere(selectors=objects("All", "arn:aws:s3"))], "pass", id="of all buckets"
        ),
        pytest.param(
            OFF,
            [
                elsewhere("a", selectors=objects("ReadOnly")),
                elsewhere("b", selectors=objects("WriteOnly")),
            ],
            "pass",
            id="reads and writes by two trails",
        ),
        pytest.param(
            OFF, [elsewhere(selectors=objects("WriteOnly"))], "fail", id="data events, no reads"
        ),
        pytest.param(
            OFF, [elsewhere(selectors=objects("ReadOnly"))], "fail", id="data events, no writes"
        ),
        pytest.param(
            OFF, [elsewhere(S3BucketName=BUCKET)], "fail", id="data events kept in the same bucket"
        ),
        pytest.param(
            OFF, [elsewhere(selectors=objects("All", "arn:aws:s3:::x/"))], "fail", id="of another"
        ),
        pytest.param(
            OFF, [elsewhere(status=STOPPED)], "fail", id="data events of a stopped trail"
        ),
        pytest.param(
            OFF, [elsewhere(IsMultiRegionTrail=False)], "pass", id="single Region, the bucket's"
        ),
        pytest.param(OFF, [elsewhere(status=STATUS_DENIED)], "not_determined", id="status denied"),
        pytest.param(
            OFF, [elsewhere(selectors=SELECTORS_DENIED)], "not_determined", id="selectors denied"
        ),
        pytest.param(DENIED, [], "not_determined", id="logging denied"),
        pytest.param(DENIED, [elsewhere()], "pass", id="logging denied, data events"),
    ],
)
def test_access_is_logged(
    logging: Facts | Denied, trails: Sequence[Resource], status: str
) -> None:
    assert verdict(judge, bucket(logging=logging), estate=trails).status == status


def test_single_region_trail_does_not_see_a_bucket_of_another_region() -> None:
    subject = bucket(region="us-east-1", logging=OFF)
    outcome = verdict(judge, subject, estate=[elsewhere(IsMultiRegionTrail=False)])
    assert outcome.status == "fail"


def test_unread_region_may_hold_the_trail() -> None:
    outcome = verdict(judge, bucket(logging=OFF), unread_regions=["us-east-1"])
    assert outcome.status == "not_determined"
