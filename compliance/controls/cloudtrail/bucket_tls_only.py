from compliance.collectors.cloudtrail import TRAIL_BUCKET
from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.ownership import owned_fact
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_determined,
    passed,
)
from compliance.policies.transport import requires_tls
from compliance.policies.verdict import PolicyMalformed


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
    policy = owned_fact(bucket, "policy").get("Policy")
    if not policy:
        return failed("The bucket has no policy, so nothing refuses clear-text requests.")
    try:
        refuses_clear_text = requires_tls(policy, bucket.arn)
    except PolicyMalformed as error:
        return not_determined(f"The bucket policy could not be understood: {error}.")
    if refuses_clear_text:
        return passed("The bucket policy denies requests to bucket and objects without TLS.")
    return failed("The bucket policy does not deny all requests without TLS.")
