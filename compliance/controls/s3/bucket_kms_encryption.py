from compliance.collectors.resource import Resource
from compliance.collectors.s3 import BUCKET
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed

# S3 API, ServerSideEncryptionByDefault: one layer, and two.
KMS = frozenset({"aws:kms", "aws:kms:dsse"})


@control(
    title="Buckets encrypt by default with KMS",
    severity=Severity.MEDIUM,
    resource_type=BUCKET,
    needs=("s3",),
    remediation=(
        "Set SSE-KMS with a customer managed key and a bucket key as the default, and encrypt "
        "again what was stored before."
    ),
    source="AWS Security Hub S3.17; AWS Config s3-default-encryption-kms",
)
def judge(bucket: Resource, _context: Context) -> Outcome:
    """Whoever may read a bucket without KMS needs no permission for a key, and leaves no trace.

    The default is for new objects; what was stored before keeps its own encryption.
    """
    found = bucket["encryption"].get("ServerSideEncryptionConfiguration", {})
    algorithms = {
        rule.get("ApplyServerSideEncryptionByDefault", {}).get("SSEAlgorithm", "none")
        for rule in found.get("Rules", ())
    }
    if not algorithms:
        return failed("No default encryption is configured.")
    used = " and ".join(sorted(algorithms))
    if algorithms <= KMS:
        return passed(f"New objects are encrypted with {used} by default.")
    return failed(f"New objects are encrypted with {used} by default, not with KMS.")
