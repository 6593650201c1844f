"""Plant trails."""

from collections.abc import Iterator
from typing import Any

from demo.estate import Declared
from demo.planting import Plot
from demo.service import Kind, Planted, Service
from demo.services.kms import key_arn

ALL_OBJECTS = [{"Type": "AWS::S3::Object", "Values": ["arn:aws:s3"]}]
MANAGEMENT = {"IncludeManagementEvents": True, "DataResources": []}
# What a trail records: basic selectors, or advanced ones (CloudTrail API, PutEventSelectors).
SELECTORS: dict[str, dict[str, Any]] = {
    "management": {},
    "everything": {
        "EventSelectors": [
            {
                "ReadWriteType": "All",
                "IncludeManagementEvents": True,
                "DataResources": ALL_OBJECTS,
            }
        ]
    },
    "object_writes": {
        "EventSelectors": [
            {"ReadWriteType": "All", **MANAGEMENT},
            {
                "ReadWriteType": "WriteOnly",
                "IncludeManagementEvents": False,
                "DataResources": ALL_OBJECTS,
            },
        ]
    },
    "write_only": {"EventSelectors": [{"ReadWriteType": "WriteOnly", **MANAGEMENT}]},
    "without_kms": {
        "EventSelectors": [
            {
                "ReadWriteType": "All",
                **MANAGEMENT,
                "ExcludeManagementEventSources": ["kms.amazonaws.com"],
            }
        ]
    },
    "advanced": {
        "AdvancedEventSelectors": [
            {
                "Name": "management",
                "FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}],
            }
        ]
    },
}
DELIVERIES = {
    "delivered_days_ago": "LatestDeliveryTime",
    "streamed_days_ago": "LatestCloudWatchLogsDeliveryTime",
    "started_days_ago": "StartLoggingTime",
}
# Amazon S3 API Reference, "Error responses".
NO_BUCKET, NO_BUCKET_WORDS = "NoSuchBucket", "The specified bucket does not exist"
ERRORS = {
    "delivery_error": "LatestDeliveryError",
    "digest_error": "LatestDigestDeliveryError",
    "stream_error": "LatestCloudWatchLogsDeliveryError",
}


def plant_trails(plot: Plot, region: str) -> None:
    """The declared trails of a region, which fill buckets that are there."""
    cloudtrail = plot.client("cloudtrail", region)
    known = {one["Name"] for one in cloudtrail.describe_trails()["trailList"]}
    for trail in plot.account.each("trails", region):
        if trail["name"] not in known:
            _create(plot, cloudtrail, trail)
        _lay(plot, trail)


def trail_arn(plot: Plot, trail: Declared) -> str:
    """The ARN that CloudTrail makes of Region, account and name."""
    return f"arn:aws:cloudtrail:{trail['region']}:{plot.account.id}:trail/{trail['name']}"


def _create(plot: Plot, cloudtrail: Any, trail: Declared) -> None:
    optional: dict[str, Any] = {}
    if "key" in trail:
        optional["KmsKeyId"] = key_arn(plot, trail["region"], trail["key"])
    if "foreign_key" in trail:
        optional["KmsKeyId"] = trail["foreign_key"]
    if trail.get("log_group"):
        prefix = f"arn:aws:logs:{trail['region']}:{plot.account.id}"
        optional["CloudWatchLogsLogGroupArn"] = f"{prefix}:log-group:{trail['name']}:*"
        role = f"arn:aws:iam::{plot.account.id}:role/CloudTrailToLogs"
        optional["CloudWatchLogsRoleArn"] = role
    cloudtrail.create_trail(
        Name=trail["name"],
        S3BucketName=trail["bucket"],
        IsMultiRegionTrail=trail.get("multi_region", False),
        IsOrganizationTrail=trail.get("organization", False),
        IncludeGlobalServiceEvents=trail.get("global_events", True),
        EnableLogFileValidation=trail.get("validation", True),
        TagsList=[{"Key": "Owner", "Value": "security"}],
        **optional,
    )
    cloudtrail.start_logging(Name=trail["name"])
    if "stopped_days_ago" in trail:
        cloudtrail.stop_logging(Name=trail["name"])
    if selectors := SELECTORS[trail.get("selectors", "management")]:
        cloudtrail.put_event_selectors(TrailName=trail["name"], **selectors)
    if kinds := trail.get("insights"):
        wanted = [{"InsightType": kind} for kind in kinds]
        cloudtrail.put_insight_selectors(TrailName=trail["name"], InsightSelectors=wanted)


def _lay(plot: Plot, trail: Declared) -> None:
    arn = trail_arn(plot, trail)
    status: dict[str, Any] = {"StartLoggingTime": plot.ago(400)}
    if "stopped_days_ago" in trail:
        stopped = plot.ago(trail["stopped_days_ago"])
        status |= {"StopLoggingTime": stopped, "LatestDeliveryTime": stopped}
    for days, member in DELIVERIES.items():
        if days in trail:
            status[member] = None if trail[days] is None else plot.ago(trail[days])
    for error, member in ERRORS.items():
        if error in trail:
            status[member] = trail[error]
    plot.lay("cloudtrail:GetTrailStatus", arn, status)
    if trail.get("bucket_is_gone"):
        bucket = {"Bucket": trail["bucket"]}
        plot.refuse("s3:GetBucketLocation", "", NO_BUCKET, NO_BUCKET_WORDS, 404, bucket)
    for operation in trail.get("deny", ()):
        name = "TrailName" if operation == "GetEventSelectors" else "Name"
        plot.deny("cloudtrail", operation, trail["region"], {name: arn})


def _planted_trails(plot: Plot, region: str) -> Iterator[Planted]:
    for one in plot.account.each("trails", region):
        yield Planted(trail_arn(plot, one), region, one)


def _planted_buckets(plot: Plot, region: str) -> Iterator[Planted]:
    """The buckets that the region's trails fill: the account's own, and those of others."""
    filled = {one["bucket"] for one in plot.account.each("trails", region)}
    for one in _buckets(plot, filled):
        yield Planted(f"arn:aws:s3:::{one['name']}", one["region"], one)


def _has_bucket_nowhere(plot: Plot, region: str) -> bool:
    """A bucket is reported where it lies, though the trail that fills it is elsewhere."""
    filled = {one["bucket"] for one in plot.account.each("trails")}
    return region not in {one["region"] for one in _buckets(plot, filled)}


def _buckets(plot: Plot, names: set[str]) -> Iterator[Declared]:
    for kind in ("buckets", "foreign_buckets"):
        yield from (one for one in plot.account.each(kind) if one["name"] in names)


SERVICE = Service(
    name="cloudtrail",
    plant=plant_trails,
    after=("kms", "s3"),
    account_controls=(
        "cloudtrail.multi-region-trail",
        "cloudtrail.organization-trail",
        "cloudtrail.s3-data-events-read",
        "cloudtrail.s3-data-events-write",
    ),
    kinds=(
        Kind(
            name="trail",
            controls=(
                "cloudtrail.bucket-owner-known",
                "cloudtrail.cloudwatch-logs",
                "cloudtrail.delivery-healthy",
                "cloudtrail.global-events",
                "cloudtrail.insights",
                "cloudtrail.kms-encrypted",
                "cloudtrail.log-file-validation",
                "cloudtrail.log-group-retention",
                "cloudtrail.management-events-complete",
                "cloudtrail.trail-logging",
            ),
            planted=_planted_trails,
            population="arn:aws:cloudtrail:{region}:{account}:trail/*",
        ),
        Kind(
            name="bucket",
            controls=(
                "cloudtrail.bucket-access-logging",
                "cloudtrail.bucket-mfa-delete",
                "cloudtrail.bucket-not-public",
                "cloudtrail.bucket-object-lock",
                "cloudtrail.bucket-retention",
                "cloudtrail.bucket-tls-only",
                "cloudtrail.bucket-versioning",
            ),
            planted=_planted_buckets,
            population="arn:aws:s3:::*",
            stands_for_all=_has_bucket_nowhere,
        ),
    ),
)
