from functools import partial

from compliance.collectors.cloudtrail import TRAIL_BUCKET
from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.coverage import covering_trail
from compliance.controls.cloudtrail.ownership import owned_fact
from compliance.controls.cloudtrail.proof import any_holds
from compliance.controls.cloudtrail.selectors import Access, records_objects
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed


@control(
    title="Access to the trail's bucket is itself logged",
    severity=Severity.LOW,
    resource_type=TRAIL_BUCKET,
    needs=("cloudtrail",),
    remediation=(
        "Enable server access logging to a different bucket, or record the bucket's data events "
        "in a trail that delivers elsewhere."
    ),
    source=(
        "AWS Security Hub CloudTrail.7; AWS Config cloudtrail-s3-bucket-access-logging; "
        "CIS AWS Foundations 3.0 and 5.0: 3.4; 6.0 and 7.0: 4.4"
    ),
)
def judge(bucket: Resource, context: Context) -> Outcome:
    """Whoever reads or deletes log files leaves no trace if access to them is not logged.

    Reads and writes may be recorded by different trails; a trail that delivers into the bucket
    itself does not count, for its record would go the same way.
    """
    if any_holds((partial(_is_access_logged, bucket), partial(_is_recorded, bucket, context))):
        return passed("Requests to the bucket are logged.")
    return failed(
        "Server access logging is off, and no trail that delivers to another bucket records the "
        "bucket's read and write events."
    )


def _is_access_logged(bucket: Resource) -> bool:
    return bool(owned_fact(bucket, "logging").get("LoggingEnabled"))


def _is_recorded(bucket: Resource, context: Context) -> bool:
    return all(
        covering_trail(
            context.estate,
            partial(_delivers_elsewhere, bucket=bucket),
            partial(_sees_region, bucket=bucket),
            partial(_records, bucket=bucket, access=access),
        )
        for access in Access
    )


def _delivers_elsewhere(trail: Resource, *, bucket: Resource) -> bool:
    return trail["trail"].get("S3BucketName") != _name(bucket)


def _sees_region(trail: Resource, *, bucket: Resource) -> bool:
    described = trail["trail"]
    return (
        described.get("IsMultiRegionTrail") is True or described.get("HomeRegion") == bucket.region
    )


def _records(trail: Resource, *, bucket: Resource, access: Access) -> bool:
    return records_objects(trail, access, _name(bucket))


def _name(bucket: Resource) -> str:
    return bucket.arn.rpartition(":")[2]
