from compliance.collectors.resource import Resource
from compliance.collectors.s3 import BUCKET
from compliance.controls.bucket import judge_closed
from compliance.controls.control import Context, Outcome, Severity, control


@control(
    title="Buckets are not public",
    severity=Severity.HIGH,
    resource_type=BUCKET,
    needs=("s3", "s3account"),
    remediation=(
        "Turn on all four settings of S3 Block Public Access, on the bucket and on the account."
    ),
    source=(
        "AWS Security Hub S3.2, S3.3 and S3.8; AWS Config s3-bucket-public-read-prohibited, "
        "s3-bucket-public-write-prohibited and s3-bucket-level-public-access-prohibited; "
        "CIS AWS Foundations 3.0 and 5.0: 2.1.4; 6.0 and 7.0: 3.1.4"
    ),
)
def judge(bucket: Resource, context: Context) -> Outcome:
    """What lies in a public bucket is found by scanners within hours, and read or replaced."""
    return judge_closed(bucket, context)
