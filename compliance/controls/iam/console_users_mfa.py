from compliance.collectors.credentialreport import USER_CREDENTIALS
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed
from compliance.controls.iam.credentials import flag


@control(
    title="Each IAM user with a password has MFA",
    severity=Severity.MEDIUM,
    resource_type=USER_CREDENTIALS,
    needs=("credentialreport",),
    remediation="Enrol MFA for the user, or let people sign in by federation.",
    source=(
        "AWS Security Hub IAM.5; AWS Config mfa-enabled-for-iam-console-access; CIS AWS "
        "Foundations 3.0: 1.10; 5.0: 1.9; 6.0: 2.9; 7.0: 2.10"
    ),
)
def judge(user: Resource, _context: Context) -> Outcome:
    """A password that was guessed, reused or phished is enough to sign in.

    The MFA of federated users is the identity provider's, and so is its evidence.
    """
    if not flag(user, "password_enabled"):
        return passed("The user has no password, so cannot sign in to the console.")
    if flag(user, "mfa_active"):
        return passed("The user has a password and MFA.")
    return failed("The user has a password and no MFA.")
