"""s3.bucket-access-logging: server access logs, or data events that a trail keeps elsewhere."""

from collections.abc import Sequence
from typing import Any

import pytest

from compliance.collectors.cloudtrail import TRAIL
from compliance.collectors.resource import Resource
from compliance.controls.s3.bucket_access_logging import judge
from tests.compliance.controls.cloudtrail.trails import STATUS_DENIED, STOPPED, trail
from tests.compliance.controls.resources import Denied, Facts, Unread, judge_outcome
from tests.compliance.controls.s3.buckets import bucket

ON: Facts = {"LoggingEnabled": {"TargetBucket": "access-logs", "TargetPrefix": ""}}
OFF: Facts = {}
DENIED = Denied("s3:GetBucketLogging")


def recording(read_write: str = "All", of: str = "arn:aws:s3:::orders/", **given: Any) -> Resource:
    """A trail that records object events of the bucket."""
    events = [{"Type": "AWS::S3::Object", "Values": [of]}]
    selectors = {"EventSelectors": [{"ReadWriteType": read_write, "DataResources": events}]}
    return trail(read_write, selectors=selectors, **given)


@pytest.mark.parametrize(
    ("logging", "trails", "status"),
    [
        pytest.param(ON, [], "pass", id="server access logging"),
        pytest.param(OFF, [], "fail", id="nothing"),
        pytest.param(OFF, [recording()], "pass", id="data events"),
        pytest.param(OFF, [recording(of="arn:aws:s3")], "pass", id="of all buckets"),
        pytest.param(
            OFF, [recording("ReadOnly"), recording("WriteOnly")], "pass", id="by two trails"
        ),
        pytest.param(OFF, [recording("WriteOnly")], "fail", id="no reads"),
        pytest.param(OFF, [recording("ReadOnly")], "fail", id="no writes"),
        pytest.param(OFF, [recording(of="arn:aws:s3:::other/")], "fail", id="of another"),
        pytest.param(OFF, [recording(S3BucketName="orders")], "fail", id="into the bucket itself"),
        pytest.param(OFF, [recording(status=STOPPED)], "fail", id="stopped trail"),
        pytest.param(OFF, [recording(status=STATUS_DENIED)], "not_determined", id="status denied"),
        pytest.param(DENIED, [], "not_determined", id="logging denied"),
        pytest.param(DENIED, [recording()], "pass", id="logging denied, data events"),
    ],
)
def test_access_is_logged(
    logging: Facts | Denied, trails: Sequence[Resource], status: str
) -> None:
    # Trails of the account were listed, and there is one that records no object.
    others = [*trails, trail("management")]
    assert judge_outcome(judge, bucket(logging=logging), others=others).status == status


def test_unread_region_may_hold_the_trail() -> None:
    outcome = judge_outcome(judge, bucket(logging=OFF), others=[trail()], unread=[Unread(TRAIL)])
    assert outcome.status == "not_determined"
