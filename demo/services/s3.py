"""Plant buckets, those that trails fill among them, and blocks of public access."""

import json
from collections.abc import Iterator
from typing import Any

from demo.estate import Declared
from demo.planting import Plot
from demo.service import Kind, Planted, Service

BLOCKS = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
ACCESS_LOGS = "access/"


def plant_buckets(plot: Plot, _region: str) -> None:
    """The declared buckets: hardened, save for what a declaration names."""
    if plot.account.declared.get("account_block"):
        plot.client("s3control", "us-east-1").put_public_access_block(
            AccountId=plot.account.id, PublicAccessBlockConfiguration=dict.fromkeys(BLOCKS, True)
        )
    known = {one["Name"] for one in plot.client("s3", "us-east-1").list_buckets()["Buckets"]}
    for bucket in plot.account.each("buckets"):
        if bucket["name"] not in known:
            _plant(plot.client("s3", bucket["region"]), bucket)
        for operation in bucket.get("deny", ()):
            plot.deny("s3", operation, bucket["region"], {"Bucket": bucket["name"]})


def _plant(s3: Any, bucket: Declared) -> None:
    name, region = bucket["name"], bucket["region"]
    place = {} if region == "us-east-1" else {"LocationConstraint": region}
    options: dict[str, Any] = {"CreateBucketConfiguration": place} if place else {}
    lock = bucket.get("lock", {"Mode": "COMPLIANCE", "Days": 400})
    s3.create_bucket(Bucket=name, ObjectLockEnabledForBucket=lock is not None, **options)
    if lock:
        rule = {"DefaultRetention": lock}
        s3.put_object_lock_configuration(
            Bucket=name, ObjectLockConfiguration={"ObjectLockEnabled": "Enabled", "Rule": rule}
        )
    if bucket.get("block", True):
        s3.put_public_access_block(
            Bucket=name, PublicAccessBlockConfiguration=dict.fromkeys(BLOCKS, True)
        )
    if versioning := bucket.get("versioning", "Enabled"):
        s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": versioning})
    if encryption := bucket.get("encryption", "aws:kms"):
        rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": encryption}}
        s3.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration={"Rules": [rule]})
    if ownership := bucket.get("ownership"):
        s3.put_bucket_ownership_controls(
            Bucket=name, OwnershipControls={"Rules": [{"ObjectOwnership": ownership}]}
        )
    _log_access(s3, bucket)
    if acl := bucket.get("acl"):
        s3.put_bucket_acl(Bucket=name, ACL=acl)
    if rules := bucket.get("lifecycle"):
        s3.put_bucket_lifecycle_configuration(
            Bucket=name, LifecycleConfiguration={"Rules": [_rule(one) for one in rules]}
        )


def _log_access(s3: Any, bucket: Declared) -> None:
    """The bucket's policy; before it, as S3 asks, one that lets the access logs in."""
    name = bucket["name"]
    statements = [_log_delivery(name)]
    if bucket.get("access_logs", True):
        _put_policy(s3, name, statements)
        logs = {"TargetBucket": name, "TargetPrefix": ACCESS_LOGS}
        s3.put_bucket_logging(Bucket=name, BucketLoggingStatus={"LoggingEnabled": logs})
    if tls := bucket.get("tls_only", "whole"):
        statements.append(_no_clear_text(name, tls))
    if bucket.get("public"):
        statements.append(
            {
                "Sid": "everyone",
                "Effect": "Allow",
                "Principal": "*",
                "Action": "s3:GetObject",
                "Resource": f"arn:aws:s3:::{name}/*",
            }
        )
    _put_policy(s3, name, statements)


def _put_policy(s3: Any, name: str, statements: list[dict[str, Any]]) -> None:
    document = {"Version": "2012-10-17", "Statement": statements}
    s3.put_bucket_policy(Bucket=name, Policy=json.dumps(document))


def _log_delivery(name: str) -> dict[str, Any]:
    return {
        "Sid": "log-delivery",
        "Effect": "Allow",
        "Principal": {"Service": "logging.s3.amazonaws.com"},
        "Action": "s3:PutObject",
        "Resource": f"arn:aws:s3:::{name}/{ACCESS_LOGS}*",
    }


def _no_clear_text(name: str, reach: str) -> dict[str, Any]:
    """Of the `whole` bucket, or of its `objects` alone, which leaves its listing open."""
    whole = [f"arn:aws:s3:::{name}", f"arn:aws:s3:::{name}/*"]
    return {
        "Sid": "no-clear-text",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": whole if reach == "whole" else whole[1:],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def _rule(declared: Declared) -> dict[str, Any]:
    scope: dict[str, Any] = {"Prefix": declared.get("prefix", "")}
    if tag := declared.get("tag"):
        scope = {"Tag": {"Key": tag, "Value": "yes"}}
    rule: dict[str, Any] = {"ID": declared["id"], "Status": "Enabled", "Filter": scope}
    if "expire_days" in declared:
        rule["Expiration"] = {"Days": declared["expire_days"]}
    if "glacier_days" in declared:
        glacier = {"Days": declared["glacier_days"], "StorageClass": "GLACIER"}
        rule["Transitions"] = [glacier]
    return rule


def _planted(plot: Plot, _place: str) -> Iterator[Planted]:
    """Each where it lies, though they are listed once for all regions."""
    for one in plot.account.each("buckets"):
        yield Planted(f"arn:aws:s3:::{one['name']}", one["region"], one)


SERVICE = Service(
    name="s3",
    plant=plant_buckets,
    is_global=True,
    account_controls=("s3.account-public-access-block",),
    kinds=(
        Kind(
            name="any bucket",
            controls=(
                "s3.bucket-access-logging",
                "s3.bucket-kms-encryption",
                "s3.bucket-not-public",
                "s3.bucket-tls-only",
                "s3.bucket-versioning",
            ),
            planted=_planted,
            population="arn:aws:s3:::*",
            is_global=True,
        ),
    ),
)
