"""Plant trails and the buckets that they fill."""

import json
from typing import Any

from demo.estate import Declared
from demo.plant_keys import alias_of
from demo.planting import Plot

ALL_OBJECTS = [{"Type": "AWS::S3::Object", "Values": ["arn:aws:s3"]}]
SELECTORS: dict[str, dict[str, Any]] = {
    "all": {"ReadWriteType": "All", "DataResources": ALL_OBJECTS},
    "data_writes": {"ReadWriteType": "All", "DataResources": []},
    "write_only": {"ReadWriteType": "WriteOnly", "DataResources": []},
    "without_kms": {
        "ReadWriteType": "All",
        "DataResources": [],
        "ExcludeManagementEventSources": ["kms.amazonaws.com"],
    },
}
DATA_WRITES = {"ReadWriteType": "WriteOnly", "DataResources": ALL_OBJECTS}


def plant_buckets(plot: Plot) -> None:
    """The declared buckets, hardened unless they are declared bare."""
    for bucket in plot.account.each("buckets"):
        _bucket(plot, bucket)


def plant_trails(plot: Plot) -> None:
    """The declared trails, which fill buckets that are there."""
    for trail in plot.account.each("trails"):
        _trail(plot, trail)


def _trail(plot: Plot, trail: Declared) -> None:
    region = trail["region"]
    cloudtrail = plot.client("cloudtrail", region)
    arn = f"arn:aws:cloudtrail:{region}:{plot.account.id}:trail/{trail['name']}"
    known = {one["TrailARN"] for one in cloudtrail.describe_trails()["trailList"]}
    if arn not in known:
        cloudtrail.create_trail(
            Name=trail["name"],
            S3BucketName=trail["bucket"],
            IsMultiRegionTrail=trail.get("multi_region", False),
            EnableLogFileValidation=trail["validation"],
        )
        if trail.get("logging", True):
            cloudtrail.start_logging(Name=trail["name"])
    selectors = [{"IncludeManagementEvents": True, **SELECTORS[trail["selectors"]]}]
    if trail["selectors"] == "data_writes":
        selectors.append({"IncludeManagementEvents": False, **DATA_WRITES})
    cloudtrail.put_event_selectors(TrailName=trail["name"], EventSelectors=selectors)
    _lay(plot, trail, arn)


def _lay(plot: Plot, trail: Declared, arn: str) -> None:
    region = trail["region"]
    members: dict[str, Any] = {"S3BucketName": trail["bucket"]}
    if "key" in trail:
        members["KmsKeyId"] = _key_arn(plot, region, alias_of({"name": trail["key"]}))
    if trail.get("log_group"):
        members["CloudWatchLogsLogGroupArn"] = (
            f"arn:aws:logs:{region}:{plot.account.id}:log-group:cloudtrail:*"
        )
    plot.lay("DescribeTrails", arn, **members)
    status: dict[str, Any] = {"StartLoggingTime": plot.ago(400)}
    if trail.get("logging", True):
        status["LatestDeliveryTime"] = plot.ago(0.01)
        if trail["validation"]:
            status["LatestDigestDeliveryTime"] = plot.ago(0.03)
        if trail.get("log_group"):
            status["LatestCloudWatchLogsDeliveryTime"] = plot.ago(0.01)
    else:
        status["StopLoggingTime"] = plot.ago(100)
    if "delivery_error" in trail:
        status |= {
            "LatestDeliveryError": trail["delivery_error"],
            "LatestDeliveryTime": plot.ago(9),
        }
    plot.lay("GetTrailStatus", arn, **status)


def _key_arn(plot: Plot, region: str, alias: str) -> str:
    kms = plot.client("kms", region)
    target = next(
        one["TargetKeyId"]
        for page in kms.get_paginator("list_aliases").paginate()
        for one in page["Aliases"]
        if one["AliasName"] == alias
    )
    return f"arn:aws:kms:{region}:{plot.account.id}:key/{target}"


def _bucket(plot: Plot, bucket: Declared) -> None:
    s3, name, region = plot.client("s3", bucket["region"]), bucket["name"], bucket["region"]
    if name in {one["Name"] for one in s3.list_buckets()["Buckets"]}:
        return
    place = {} if region == "us-east-1" else {"LocationConstraint": region}
    locked = not bucket.get("bare", False)
    options: dict[str, Any] = {"CreateBucketConfiguration": place} if place else {}
    s3.create_bucket(Bucket=name, ObjectLockEnabledForBucket=locked, **options)
    if locked:
        _harden(s3, name)
    if bucket.get("public"):
        _open(s3, name)
    _lifecycle(s3, bucket)


def _harden(s3: Any, name: str) -> None:
    flags = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
    s3.put_public_access_block(
        Bucket=name, PublicAccessBlockConfiguration=dict.fromkeys(flags, True)
    )
    s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    retention = {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": 400}}
    s3.put_object_lock_configuration(
        Bucket=name,
        ObjectLockConfiguration={"ObjectLockEnabled": "Enabled", "Rule": retention},
    )
    _log_access(s3, name)
    _put_policy(s3, name, _log_delivery(name), _no_clear_text(name))


def _log_access(s3: Any, name: str) -> None:
    """The emulator accepts a log's target only if its policy names S3's log delivery."""
    _put_policy(s3, name, _log_delivery(name))
    s3.put_bucket_logging(
        Bucket=name,
        BucketLoggingStatus={"LoggingEnabled": {"TargetBucket": name, "TargetPrefix": "access/"}},
    )


def _open(s3: Any, name: str) -> None:
    statement = {
        "Effect": "Allow",
        "Principal": "*",
        "Action": "s3:GetObject",
        "Resource": f"arn:aws:s3:::{name}/*",
    }
    _put_policy(s3, name, statement)


def _put_policy(s3: Any, name: str, *statements: dict[str, Any]) -> None:
    document = {"Version": "2012-10-17", "Statement": list(statements)}
    s3.put_bucket_policy(Bucket=name, Policy=json.dumps(document))


def _log_delivery(name: str) -> dict[str, Any]:
    return {
        "Sid": "log-delivery",
        "Effect": "Allow",
        "Principal": {"Service": "logging.s3.amazonaws.com"},
        "Action": "s3:PutObject",
        "Resource": f"arn:aws:s3:::{name}/access/*",
    }


def _no_clear_text(name: str) -> dict[str, Any]:
    return {
        "Sid": "no-clear-text",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [f"arn:aws:s3:::{name}", f"arn:aws:s3:::{name}/*"],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def _lifecycle(s3: Any, bucket: Declared) -> None:
    rule: dict[str, Any] = {"ID": "age", "Status": "Enabled", "Filter": {"Prefix": ""}}
    if "expire_days" in bucket:
        rule["Expiration"] = {"Days": bucket["expire_days"]}
    elif "glacier_days" in bucket:
        rule["Transitions"] = [{"Days": bucket["glacier_days"], "StorageClass": "GLACIER"}]
    else:
        return
    s3.put_bucket_lifecycle_configuration(
        Bucket=bucket["name"], LifecycleConfiguration={"Rules": [rule]}
    )
