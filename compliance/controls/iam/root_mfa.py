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
from compliance.controls.iam.root import cannot_sign_in, counted


@control(
    title="The root user has MFA",
    severity=Severity.CRITICAL,
    resource_type=ACCOUNT,
    needs=("iamaccount",),
    remediation="Add MFA to the root user, or remove a member's root credentials centrally.",
    source=(
        "AWS Security Hub IAM.9; AWS Config root-account-mfa-enabled; CIS AWS Foundations 3.0: "
        "1.5; 5.0: 1.4; 6.0: 2.4; 7.0: 2.5"
    ),
)
def judge(account: Resource, context: Context) -> Outcome:
    """One stolen password of the root user is the whole account."""
    if outcome := cannot_sign_in(account, context.estate):
        return outcome
    if counted(context.estate, "AccountMFAEnabled"):
        return passed("The root user has MFA.")
    return failed("The root user has credentials and no MFA.")
