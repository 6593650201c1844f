from functools import partial

from compliance.collectors.cloudtrail import TRAIL_BUCKET
from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail import bucket_object_lock
from compliance.controls.cloudtrail.ownership import owned_fact
from compliance.controls.cloudtrail.proof import any_holds
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    Status,
    control,
    failed,
    passed,
)


@control(
    title="MFA delete guards the trail's bucket, or Object Lock does",
    severity=Severity.LOW,
    resource_type=TRAIL_BUCKET,
    needs=("cloudtrail",),
    params={"modes": ["COMPLIANCE", "GOVERNANCE"], "min_days": 365},
    remediation=(
        "Deliver to a bucket with Object Lock and a default retention; MFA delete can be set by "
        "the root user only, and excludes a lifecycle configuration."
    ),
    source=(
        "AWS Security Hub S3.20; AWS Config s3-bucket-mfa-delete-enabled; "
        "CIS AWS Foundations 3.0 and 5.0: 2.1.2; 6.0 and 7.0: 3.1.2"
    ),
)
def judge(bucket: Resource, context: Context) -> Outcome:
    """Whoever holds an administrator's credentials can delete every version of the log files.

    Object Lock is taken as an alternative, by the same limits as in cloudtrail.bucket-object-lock.
    """
    guards = (partial(_asks_for_mfa, bucket), partial(_is_locked, bucket, context))
    if any_holds(guards):
        return passed("Versions of log files are guarded by MFA delete or by Object Lock.")
    return failed("Neither MFA delete nor Object Lock guards the versions of log files.")


def _asks_for_mfa(bucket: Resource) -> bool:
    versioning = owned_fact(bucket, "versioning")
    return versioning.get("Status") == "Enabled" and versioning.get("MFADelete") == "Enabled"


def _is_locked(bucket: Resource, context: Context) -> bool:
    return bucket_object_lock.judge(bucket, context).status is Status.PASS
