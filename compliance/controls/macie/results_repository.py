from compliance.collectors.macie2 import SESSION
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed
from compliance.controls.macie.session import why_idle


@control(
    title="Macie's results are kept in an encrypted bucket",
    severity=Severity.LOW,
    resource_type=SESSION,
    needs=("macie2",),
    remediation="Set a bucket and a KMS key for sensitive data discovery results.",
    source="Amazon Macie User Guide, Storing and retaining sensitive data discovery results",
)
def judge(session: Resource, _context: Context) -> Outcome:
    """Macie keeps its results for 90 days; without a bucket, the evidence of a year is gone."""
    if idle := why_idle(session):
        return failed(f"{idle} Nothing is kept.")
    destination = (session["export"].get("configuration") or {}).get("s3Destination") or {}
    bucket, key = destination.get("bucketName"), destination.get("kmsKeyArn")
    if not bucket:
        return failed(f"No bucket is set for Macie's results in {session.region}.")
    if not key:
        return failed(f"Macie's results go to {bucket} without a KMS key.")
    return passed(f"Macie's results go to {bucket}, encrypted by {key}.")
