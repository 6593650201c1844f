from datetime import datetime

from compliance.collectors.iamaccount import SERVER_CERTIFICATE
from compliance.collectors.resource import Resource
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_determined,
    passed,
)
from compliance.controls.iso import iso


@control(
    title="No expired certificate is stored in IAM",
    severity=Severity.MEDIUM,
    resource_type=SERVER_CERTIFICATE,
    needs=("iamaccount",),
    remediation="Delete the certificate; serve certificates from ACM, which renews them.",
    source=(
        "AWS Security Hub IAM.26; AWS Config iam-server-certificate-expiration-check; CIS AWS "
        "Foundations 3.0: 1.19; 5.0: 1.18; 6.0: 2.18; 7.0: 2.17"
    ),
)
def judge(certificate: Resource, context: Context) -> Outcome:
    """An expired certificate that is deployed by mistake takes the service away from everybody."""
    expires: datetime | None = certificate["certificate"].get("Expiration")
    if expires is None:
        return not_determined("AWS does not tell when the certificate expires.")
    if expires <= context.now:
        return failed(f"The certificate expired at {iso(expires)}.")
    return passed(f"The certificate is valid until {iso(expires)}.")
