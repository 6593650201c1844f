from compliance.collectors.resource import Estate, Resource
from compliance.controls.control import (
    ACCOUNT,
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_applicable,
    passed,
)
from compliance.controls.iam.credentials import flag
from compliance.controls.iam.passwords import console_users, no_policy, rule, rules_nobody


@control(
    title="Passwords expire in time where they are the only factor",
    severity=Severity.LOW,
    resource_type=ACCOUNT,
    needs=("iamaccount", "credentialreport"),
    params={"max_days": 90},
    remediation="Let passwords expire, or have every user with a password use MFA.",
    source=(
        "PCI DSS 4.0.1 8.3.9; AWS Security Hub IAM.17; AWS Config iam-password-policy (CIS AWS "
        "Foundations dropped it after 1.2)"
    ),
)
def judge(_account: Resource, context: Context) -> Outcome:
    """A password that leaked unseen works until it is changed.

    Where every user with a password has MFA it is not the only factor, and 8.3.9 does not apply.
    """
    estate = context.estate
    if outcome := rules_nobody(estate) or _is_not_alone(estate) or no_policy(estate):
        return outcome
    days = int(context.params["max_days"])
    if not rule(estate, "ExpirePasswords"):
        return failed("Passwords never expire, and users without MFA have one.")
    age = int(rule(estate, "MaxPasswordAge"))
    if age > days:
        return failed(f"Passwords expire after {age} days; the limit is {days}.")
    return passed(f"Passwords expire after {age} days.")


def _is_not_alone(estate: Estate) -> Outcome | None:
    if all(flag(one, "mfa_active") for one in console_users(estate)):
        return not_applicable("Every user with a password has MFA, so it is not the only factor.")
    return None
