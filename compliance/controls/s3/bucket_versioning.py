from compliance.collectors.resource import Resource
from compliance.collectors.s3 import BUCKET
from compliance.controls.bucket import judge_versioned
from compliance.controls.control import Context, Outcome, Severity, control


@control(
    title="Buckets keep versions",
    severity=Severity.LOW,
    resource_type=BUCKET,
    needs=("s3",),
    remediation="Enable versioning, with a lifecycle rule for versions that are no longer needed.",
    source="AWS Security Hub S3.14; AWS Config s3-bucket-versioning-enabled",
)
def judge(bucket: Resource, _context: Context) -> Outcome:
    """An object that was overwritten or deleted cannot be brought back."""
    return judge_versioned(bucket)
