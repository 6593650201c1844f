from compliance.collectors.cloudtrail import TRAIL_BUCKET
from compliance.collectors.resource import Resource
from compliance.controls.bucket import judge_closed
from compliance.controls.control import Context, Outcome, Severity, control


@control(
    title="The trail's bucket is not public",
    severity=Severity.CRITICAL,
    resource_type=TRAIL_BUCKET,
    needs=("cloudtrail", "s3account"),
    remediation=(
        "Turn on all four settings of S3 Block Public Access, on the bucket and on the account."
    ),
    source=(
        "AWS Security Hub CloudTrail.6; AWS Config cloudtrail-s3-bucket-public-access-prohibited; "
        "S3 API, PublicAccessBlockConfiguration"
    ),
)
def judge(bucket: Resource, context: Context) -> Outcome:
    """A public log bucket tells an attacker everything that happens in the account."""
    return judge_closed(bucket, context)
