"""cloudtrail.log-group-retention: what can be searched at once goes back far enough."""

from collections.abc import Sequence
from typing import Any

import pytest

from compliance.collectors.logs import LOG_GROUP
from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.log_group_retention import judge
from tests.compliance.controls.cloudtrail.trails import BUCKET, Denied, Facts, bucket, trail
from tests.compliance.controls.resources import (
    HOME,
    OWNER,
    STRANGER,
    Unread,
    judge_outcome,
    resource,
)

KEEPS: Facts = {}


def delivered(name: str = "trails", owner: str = OWNER, region: str = HOME) -> Resource:
    arn = f"arn:aws:logs:{region}:{owner}:log-group:{name}:*"
    return trail(CloudWatchLogsLogGroupArn=arn)


def group(days: int | None = None, name: str = "trails", region: str = HOME) -> Resource:
    kept: dict[str, Any] = {} if days is None else {"retentionInDays": days}
    arn = f"arn:aws:logs:{region}:{OWNER}:log-group:{name}"
    return resource(arn, LOG_GROUP, region, group={"logGroupName": name, **kept})


def rules(*, days: int, **more: Any) -> Facts:
    return {"Rules": [{"Status": "Enabled", "Expiration": {"Days": days}, **more}]}


def archived_early() -> Facts:
    transition = {"Days": 1, "StorageClass": "GLACIER"}
    return {"Rules": [{"Status": "Enabled", "Transitions": [transition]}]}


@pytest.mark.parametrize(
    ("subject", "others", "status", "reason"),
    [
        pytest.param(delivered(), [group()], "pass", "for ever", id="for ever"),
        pytest.param(delivered(), [group(365)], "pass", "365 days", id="just enough"),
        pytest.param(delivered(), [group(30)], "fail", "least are 90", id="too short"),
        pytest.param(
            delivered(),
            [group(90), bucket(lifecycle=KEEPS)],
            "pass",
            "the bucket keeps",
            id="beside a bucket that keeps",
        ),
        pytest.param(
            delivered(), [group(90), bucket(lifecycle=archived_early())], "pass", "", id="archived"
        ),
        pytest.param(
            delivered(),
            [group(90), bucket(lifecycle=rules(days=100))],
            "fail",
            "less",
            id="expires",
        ),
        pytest.param(
            delivered(),
            [group(90), bucket(lifecycle=rules(days=30, Filter={"Prefix": "access/"}))],
            "pass",
            "",
            id="a rule for other objects",
        ),
        pytest.param(
            delivered(),
            [group(90), bucket(lifecycle=rules(days=30, Filter={"Tag": {"Key": "a"}}))],
            "not_determined",
            "tags",
            id="a rule for tags",
        ),
        pytest.param(
            delivered(),
            [group(90), bucket(lifecycle=Denied("s3:GetBucketLifecycleConfiguration"))],
            "not_determined",
            "connect that account",
            id="bucket denied",
        ),
        pytest.param(delivered(), [group(90)], "not_determined", BUCKET, id="bucket unknown"),
        pytest.param(trail(), [group()], "not_applicable", "no CloudWatch", id="no log group"),
        pytest.param(
            delivered(owner=STRANGER),
            [group()],
            "not_determined",
            STRANGER,
            id="of another account",
        ),
        pytest.param(
            delivered(), [group(name="other")], "fail", "no log group trails", id="deleted"
        ),
        pytest.param(
            delivered(region="us-east-1"), [group()], "not_determined", "us-east-1", id="elsewhere"
        ),
        pytest.param(delivered(), [], "not_determined", "not collected", id="not collected"),
    ],
)
def test_log_group_keeps_events(
    subject: Resource, others: Sequence[Resource], status: str, reason: str
) -> None:
    outcome = judge_outcome(judge, subject, others=others)
    assert (outcome.status, reason in outcome.reason) == (status, True)


def test_log_groups_that_could_not_be_listed() -> None:
    outcome = judge_outcome(judge, delivered(), unread=[Unread(LOG_GROUP, HOME)])
    assert outcome.status == "not_determined"


def test_limits_are_parameters() -> None:
    others = [group(400), bucket(lifecycle=KEEPS)]
    outcome = judge_outcome(
        judge, delivered(), others=others, min_days=2190, min_days_beside_bucket=500
    )
    assert outcome.status == "fail"
