from compliance.collectors.iam import GROUP, ROLE, USER
from compliance.collectors.resource import Resource
from compliance.controls.control import (
    ACCOUNT,
    Context,
    Outcome,
    Severity,
    control,
    failed,
    passed,
)
from compliance.controls.iam.attachments import holders

POLICY = "AWSCloudShellFullAccess"
PRINCIPALS = (USER, ROLE, GROUP)


@control(
    title=f"{POLICY} is attached to nobody",
    severity=Severity.MEDIUM,
    resource_type=ACCOUNT,
    needs=("iam",),
    remediation="Detach the policy; allow CloudShell without the upload and download of files.",
    source=(
        "AWS Security Hub IAM.27; AWS Config iam-policy-blacklisted-check; CIS AWS Foundations "
        "3.0: 1.22; 5.0: 1.21; 6.0: 2.21; 7.0: 2.20"
    ),
)
def judge(_account: Resource, context: Context) -> Outcome:
    """A shell with the internet and file transfer takes what is read in the account out of it."""
    seen = (one for kind in PRINCIPALS for one in context.estate.known(kind))
    if found := holders(seen, POLICY):
        return failed(f"The policy {POLICY} is attached to {', '.join(found)}.")
    for kind in PRINCIPALS:
        context.estate.every(kind)
    return passed(f"The policy {POLICY} is attached to nobody.")
