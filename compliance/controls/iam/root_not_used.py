from compliance.collectors.credentialreport import ROOT_CREDENTIALS
from compliance.collectors.resource import Resource
from compliance.controls.control import (
    ACCOUNT,
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_determined,
    passed,
)
from compliance.controls.iam.credentials import earliest, moment
from compliance.controls.iso import iso

USES = ("password_last_used", "access_key_1_last_used_date", "access_key_2_last_used_date")


@control(
    title="The root user was not used lately",
    severity=Severity.HIGH,
    resource_type=ACCOUNT,
    needs=("credentialreport",),
    params={"max_days": 90},
    remediation=(
        "Work with named roles and raise an alarm on root use; attach the approval of each use "
        "that could not be avoided."
    ),
    source=("PCI DSS 4.0.1 8.2.2; CIS AWS Foundations 3.0: 1.7; 5.0: 1.6; 6.0: 2.6; 7.0: 2.7"),
)
def judge(_account: Resource, context: Context) -> Outcome:
    """Nobody can tell which person was behind the root user, and nothing limits what they did.

    PCI DSS allows a shared account by exception, each use approved: the approval is a person's
    evidence. AWS renews the report every four hours at most, so a use shows that much later.
    """
    found = context.estate.every(ROOT_CREDENTIALS)
    if not found:
        return not_determined("The credential report has no row of the root user.")
    root = found[0]
    used = [one for one in (moment(root, column) for column in USES) if one is not None]
    if not used:
        return passed("The credential report knows of no use of the root user.")
    days = int(context.params["max_days"])
    if max(used) >= earliest(root, context):
        return failed(f"The root user was used at {iso(max(used))}, within {days} days.")
    return passed(f"The root user was last used at {iso(max(used))}, over {days} days before.")
