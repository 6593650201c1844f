"""cloudtrail.bucket-retention: no rule that reaches the logs acts too early."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from compliance.controls.cloudtrail.bucket_retention import judge
from compliance.controls.control import Outcome
from tests.compliance.controls.cloudtrail.trails import OWNER, STRANGER, Denied, bucket, verdict

SOON = {"Expiration": {"Days": 30}}
DAY = datetime(2027, 1, 1, tzinfo=UTC)
ARN = f"arn:aws:cloudtrail:eu-west-1:{OWNER}:trail/main"
TRAIL = {"TrailARN": ARN}
PREFIXED = {"TrailARN": ARN, "S3KeyPrefix": "audit"}
ORGANIZATION = {"TrailARN": ARN, "IsOrganizationTrail": True}


def rule(**given: Any) -> Mapping[str, Any]:
    return {"ID": "r", "Status": "Enabled", "Filter": {"Prefix": ""}, **given}


def to(storage: str, days: int) -> Mapping[str, Any]:
    return {"Transitions": [{"StorageClass": storage, "Days": days}]}


def outcome(*rules: Mapping[str, Any], trail: Mapping[str, Any] = TRAIL, **params: Any) -> Outcome:
    subject = bucket(lifecycle={"Rules": list(rules)}, trails={"Trails": [trail]})
    return verdict(judge, subject, **params)


@pytest.mark.parametrize(
    ("given", "status", "reason"),
    [
        pytest.param(rule(Expiration={"Days": 365}), "pass", "before 365 days", id="a year"),
        pytest.param(
            rule(Expiration={"Days": 364}),
            "fail",
            "Lifecycle rule r deletes log files after 364 days, below 365 days.",
            id="less than a year",
        ),
        pytest.param(
            rule(Expiration={"Date": DAY}), "fail", "on 2027-01-01 whatever their age", id="a date"
        ),
        pytest.param(rule(**SOON, Status="Disabled"), "pass", "No lifecycle rule", id="disabled"),
        pytest.param(
            rule(Expiration={"ExpiredObjectDeleteMarker": True}),
            "pass",
            "No lifecycle rule",
            id="delete markers only",
        ),
        pytest.param(
            rule(NoncurrentVersionExpiration={"NoncurrentDays": 1}),
            "pass",
            "No lifecycle rule",
            id="noncurrent versions: CloudTrail never overwrites",
        ),
        pytest.param(
            rule(**SOON, NoncurrentVersionExpiration={"NoncurrentDays": 700}),
            "fail",
            "after 30 days",
            id="noncurrent versions do not make up for an early expiration",
        ),
        pytest.param(
            rule(AbortIncompleteMultipartUpload={"DaysAfterInitiation": 1}),
            "pass",
            "No lifecycle rule",
            id="unfinished uploads",
        ),
        pytest.param(
            rule(**to("GLACIER", 89)),
            "fail",
            "moves log files to GLACIER after 89 days, below 90 days",
            id="archived early",
        ),
        pytest.param(rule(**to("GLACIER", 90)), "pass", "before 90 days", id="archived in time"),
        pytest.param(
            rule(**to("DEEP_ARCHIVE", 0)),
            "fail",
            "DEEP_ARCHIVE after 0 days",
            id="archived at once",
        ),
        pytest.param(
            rule(Transitions=[{"StorageClass": "GLACIER", "Date": DAY}]),
            "fail",
            "GLACIER on 2027-01-01",
            id="archived on a date",
        ),
        pytest.param(rule(**to("GLACIER_IR", 0)), "pass", "No", id="instant retrieval"),
        pytest.param(rule(**to("INTELLIGENT_TIERING", 0)), "pass", "No", id="tiering"),
        pytest.param(rule(**to("STANDARD_IA", 30)), "pass", "No", id="infrequent access"),
        pytest.param(
            rule(**SOON, Filter={"ObjectSizeGreaterThan": 1024}), "fail", "30 days", id="by size"
        ),
        pytest.param(
            rule(**SOON, Filter={"Tag": {"Key": "tmp", "Value": "1"}}),
            "not_determined",
            "whether log files carry them was not read",
            id="by tag",
        ),
        pytest.param(
            rule(**SOON, Filter={"And": {"Prefix": "AWSLogs/", "Tags": [{"Key": "tmp"}]}}),
            "not_determined",
            "only those with certain tags",
            id="by prefix and tag",
        ),
        pytest.param(
            rule(**SOON, Filter={"And": {"Prefix": "other/", "Tags": [{"Key": "tmp"}]}}),
            "pass",
            "No lifecycle rule",
            id="by another prefix and tag",
        ),
    ],
)
def test_logs_are_kept(given: Mapping[str, Any], status: str, reason: str) -> None:
    assert outcome(given).status == status
    assert reason in outcome(given).reason


@pytest.mark.parametrize(
    ("trail", "prefix", "status"),
    [
        pytest.param(TRAIL, "", "fail", id="whole bucket"),
        pytest.param(TRAIL, "AWS", "fail", id="begins the root"),
        pytest.param(TRAIL, "AWSLogs/", "fail", id="root"),
        pytest.param(TRAIL, "other/", "pass", id="another root"),
        pytest.param(TRAIL, f"AWSLogs/{OWNER}/CloudTrail/us-east-1/", "fail", id="one Region"),
        pytest.param(TRAIL, f"AWSLogs/{OWNER}/CloudTrail-Digest/", "fail", id="digests"),
        pytest.param(TRAIL, f"AWSLogs/{OWNER}/C", "fail", id="begins the service"),
        pytest.param(TRAIL, f"AWSLogs/{OWNER}/vpcflowlogs/", "pass", id="another service"),
        pytest.param(TRAIL, f"AWSLogs/{STRANGER}/", "pass", id="another account"),
        pytest.param(PREFIXED, "audit/AWSLogs/", "fail", id="the trail's prefix"),
        pytest.param(PREFIXED, "AWSLogs/", "pass", id="outside the trail's prefix"),
        pytest.param(ORGANIZATION, f"AWSLogs/{STRANGER}/", "fail", id="a member account"),
        pytest.param(ORGANIZATION, f"AWSLogs/o-abc/{STRANGER}/CloudTrail/", "fail", id="a member"),
        pytest.param(ORGANIZATION, f"AWSLogs/o-abc/{STRANGER}/Config/", "pass", id="a service"),
    ],
)
def test_rule_counts_where_it_reaches_the_trails_logs(
    trail: Mapping[str, Any], prefix: str, status: str
) -> None:
    assert outcome(rule(**SOON, Filter={"Prefix": prefix}), trail=trail).status == status


def test_rule_in_the_old_form_has_its_prefix_outside_the_filter() -> None:
    old = {"ID": "old", "Status": "Enabled", **SOON}
    assert outcome({**old, "Prefix": "other/"}).status == "pass"
    assert outcome({**old, "Prefix": ""}).status == "fail"


def test_certain_breach_outweighs_one_by_tag() -> None:
    tagged = rule(**SOON, Filter={"Tag": {"Key": "tmp", "Value": "1"}})
    found = outcome(tagged, rule(ID="s", Expiration={"Days": 60}))
    assert found.status == "fail"
    assert found.reason == "Lifecycle rule s deletes log files after 60 days, below 365 days."


def test_reason_does_not_depend_on_the_order_of_rules() -> None:
    one, two = rule(ID="a", **SOON), rule(ID="b", **to("GLACIER", 1))
    assert outcome(one, two) == outcome(two, one)


def test_limits_are_parameters() -> None:
    kept = rule(Expiration={"Days": 730}, **to("GLACIER", 100))
    assert outcome(kept).status == "pass"
    assert outcome(kept, min_days=2190).status == "fail"
    assert outcome(kept, hot_days=180).status == "fail"


def test_no_lifecycle_configuration_keeps_logs_for_ever() -> None:
    subject = bucket(lifecycle={}, trails={"Trails": [TRAIL]})
    assert verdict(judge, subject).status == "pass"


def test_every_rule_counts_where_no_trail_tells_the_prefix() -> None:
    rules = {"Rules": [rule(**SOON, Filter={"Prefix": "other/"})]}
    subject = bucket(lifecycle=rules, trails={"Trails": []})
    assert verdict(judge, subject).status == "fail"


def test_denied_lifecycle_is_not_determined() -> None:
    lifecycle = Denied("s3:GetBucketLifecycleConfiguration")
    found = verdict(judge, bucket(lifecycle=lifecycle, trails={"Trails": [TRAIL]}))
    assert found.status == "not_determined"
    assert "connect that account" in found.reason
