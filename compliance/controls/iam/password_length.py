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
from compliance.controls.iam.passwords import no_policy, rule, rules_nobody


@control(
    title="Passwords have the least length",
    severity=Severity.MEDIUM,
    resource_type=ACCOUNT,
    needs=("iamaccount", "credentialreport"),
    params={"min_length": 12},
    remediation="Raise the minimum length in the account's password policy.",
    source=(
        "PCI DSS 4.0.1 8.3.6 (12 characters); AWS Security Hub IAM.7 and IAM.15; AWS Config "
        "iam-password-policy; CIS AWS Foundations (14 characters) 3.0: 1.8; 5.0: 1.7; 6.0: 2.7; "
        "7.0: 2.8"
    ),
)
def judge(_account: Resource, context: Context) -> Outcome:
    """Short passwords are guessed by trying.

    PCI DSS lets 8 characters do only where a system cannot have 12; IAM can have 128.
    """
    estate, least = context.estate, int(context.params["min_length"])
    if outcome := rules_nobody(estate) or no_policy(estate):
        return outcome
    length = int(rule(estate, "MinimumPasswordLength"))
    if length < least:
        return failed(f"Passwords need {length} characters; the limit is {least}.")
    return passed(f"Passwords need {length} characters.")
