from compliance.collectors.cloudtrail import TRAIL, TRAIL_BUCKET
from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.ownership import owned_fact, partition_of
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed

GONE = "NoSuchBucket"


@control(
    title="The trail's bucket is known to be the account's own",
    severity=Severity.HIGH,
    resource_type=TRAIL,
    needs=("cloudtrail",),
    remediation=(
        "Point the trail to a bucket that the account owns; for one of a central log account, "
        "record an exception with the evidence of its owner."
    ),
    source='Amazon S3 User Guide, "Verifying bucket ownership with bucket owner condition"',
)
def judge(trail: Resource, context: Context) -> Outcome:
    """The name of a deleted bucket is free for anyone, who then receives every log file.

    Each bucket was asked for with this account as the expected owner. S3 refuses a bucket of
    another account and one that may not be read alike, so a refusal does not tell.
    """
    name = str(trail["trail"].get("S3BucketName") or "")
    if not name:
        return failed("The trail names no bucket.")
    arn = f"arn:{partition_of(trail.arn)}:s3:::{name}"
    bucket = context.estate.find(TRAIL_BUCKET, arn)
    location = bucket.facts.get("location")
    if location is not None and location.error_code == GONE:
        return failed(
            f"There is no bucket {name}; whoever creates one of that name may receive the logs."
        )
    owned_fact(bucket, "location")
    return passed(f"The bucket {name} belongs to the account.")
