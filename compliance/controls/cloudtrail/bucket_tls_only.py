from compliance.collectors.cloudtrail import TRAIL_BUCKET
from compliance.collectors.resource import Resource
from compliance.controls.bucket import judge_clear_text_refused
from compliance.controls.control import Context, Outcome, Severity, control


@control(
    title="The trail's bucket refuses clear-text requests",
    severity=Severity.MEDIUM,
    resource_type=TRAIL_BUCKET,
    needs=("cloudtrail",),
    remediation=(
        "Deny s3:* to everyone on the bucket and its objects when aws:SecureTransport is false."
    ),
    source=(
        "AWS Security Hub S3.5; AWS Config s3-bucket-ssl-requests-only; "
        "CIS AWS Foundations 3.0 and 5.0: 2.1.1; 6.0 and 7.0: 3.1.1"
    ),
)
def judge(bucket: Resource, _context: Context) -> Outcome:
    """Log files read over plain HTTP can be watched and changed on the way."""
    return judge_clear_text_refused(bucket)
