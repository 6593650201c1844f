from compliance.collectors.resource import Resource
from compliance.collectors.s3 import BUCKET
from compliance.controls.bucket import judge_access_logged
from compliance.controls.control import Context, Outcome, Severity, control


@control(
    title="Access to buckets is logged",
    severity=Severity.MEDIUM,
    resource_type=BUCKET,
    needs=("s3", "cloudtrail"),
    remediation=(
        "Enable server access logging to a different bucket, or record the bucket's data events "
        "in a trail that delivers elsewhere."
    ),
    source="AWS Security Hub S3.9; AWS Config s3-bucket-logging-enabled",
)
def judge(bucket: Resource, context: Context) -> Outcome:
    """Without a log of requests nobody can tell who read or removed what."""
    return judge_access_logged(bucket, context)
