"""Plant trails."""

from typing import Any

from demo.estate import Declared
from demo.plant_keys import key_arn
from demo.planting import Plot

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
        EnableLogFileValidation=trail.get("validation", True),
        TagsList=[{"Key": "Owner", "Value": "security"}],
        **optional,
    )
    cloudtrail.start_logging(Name=trail["name"])
    if "stopped_days_ago" in trail:
        cloudtrail.stop_logging(Name=trail["name"])
    if selectors := SELECTORS[trail.get("selectors", "management")]:
        cloudtrail.put_event_selectors(TrailName=trail["name"], **selectors)


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
    for operation in trail.get("deny", ()):
        name = "TrailName" if operation == "GetEventSelectors" else "Name"
        plot.deny("cloudtrail", operation, trail["region"], {name: arn})
