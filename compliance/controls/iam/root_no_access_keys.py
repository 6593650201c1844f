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
from compliance.controls.iam.root import counted


@control(
    title="The root user has no access keys",
    severity=Severity.CRITICAL,
    resource_type=ACCOUNT,
    needs=("iamaccount",),
    remediation="Move what uses the keys to a role, then delete them.",
    source=(
        "AWS Security Hub IAM.4; AWS Config iam-root-access-key-check; CIS AWS Foundations 3.0: "
        "1.4; 5.0: 1.3; 6.0: 2.3; 7.0: 2.4"
    ),
)
def judge(_account: Resource, context: Context) -> Outcome:
    """A key of the root user can do everything, needs no MFA, and no policy limits it."""
    if counted(context.estate, "AccountAccessKeysPresent"):
        return failed("The root user has an access key.")
    return passed("The root user has no access key.")
