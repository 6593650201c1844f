from compliance.collectors.cloudtrail import TRAIL_BUCKET
from compliance.collectors.resource import Resource
from compliance.controls.bucket import judge_versioned
from compliance.controls.control import Context, Outcome, Severity, control


@control(
    title="Versioning is on for the trail's bucket",
    severity=Severity.LOW,
    resource_type=TRAIL_BUCKET,
    needs=("cloudtrail",),
    remediation="Enable versioning on the bucket.",
    source="AWS Security Hub S3.14; AWS Config s3-bucket-versioning-enabled",
)
def judge(bucket: Resource, _context: Context) -> Outcome:
    """A log file that was overwritten or deleted cannot be brought back."""
    return judge_versioned(bucket)
