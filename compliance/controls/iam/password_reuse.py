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
    title="Old passwords cannot be reused",
    severity=Severity.LOW,
    resource_type=ACCOUNT,
    needs=("iamaccount", "credentialreport"),
    params={"min_remembered": 4},
    remediation="Set how many passwords are remembered in the account's password policy.",
    source=(
        "PCI DSS 4.0.1 8.3.7 (4 passwords); AWS Security Hub IAM.16; AWS Config "
        "iam-password-policy; CIS AWS Foundations (24 passwords) 3.0: 1.9; 5.0: 1.8; 6.0: 2.8; "
        "7.0: 2.9"
    ),
)
def judge(_account: Resource, context: Context) -> Outcome:
    """A change back to the password that leaked changes nothing.

    AWS leaves the member out of a policy that remembers none.
    """
    estate, least = context.estate, int(context.params["min_remembered"])
    if outcome := rules_nobody(estate) or no_policy(estate):
        return outcome
    remembered = int(rule(estate, "PasswordReusePrevention", 0))
    if remembered < least:
        return failed(f"The last {remembered} passwords are remembered; the limit is {least}.")
    return passed(f"The last {remembered} passwords are remembered.")
