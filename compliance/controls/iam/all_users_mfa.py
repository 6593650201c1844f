from compliance.collectors.credentialreport import USER_CREDENTIALS
from compliance.collectors.resource import Resource
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_applicable,
    passed,
)
from compliance.controls.iam.credentials import active_keys, flag


@control(
    title="All IAM users have MFA",
    severity=Severity.MEDIUM,
    resource_type=USER_CREDENTIALS,
    needs=("credentialreport",),
    remediation="Enrol MFA for the user; replace a user that only programs use by a role.",
    source="AWS Security Hub IAM.19; AWS Config iam-user-mfa-enabled",
)
def judge(user: Resource, _context: Context) -> Outcome:
    """Policies cannot demand MFA of a user who has none.

    A user without a password whose access key is active is taken for a program's: a program has
    no second factor, and the controls of access keys judge it.
    """
    if flag(user, "mfa_active"):
        return passed("The user has MFA.")
    if flag(user, "password_enabled"):
        return failed("The user has a password and no MFA.")
    if active_keys(user):
        return not_applicable("The user has access keys alone, as a program has.")
    return failed("The user has no MFA, and no active access key that a program would use.")
