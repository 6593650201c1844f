from compliance.collectors.iam import ROLE
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

POLICY = "AWSSupportAccess"


@control(
    title="Someone can work with AWS Support in an incident",
    severity=Severity.LOW,
    resource_type=ACCOUNT,
    needs=("iam",),
    remediation=f"Attach AWS's policy {POLICY} to a role that those who handle incidents assume.",
    source=(
        "AWS Security Hub IAM.18; AWS Config iam-policy-in-use; CIS AWS Foundations 3.0: 1.17; "
        "5.0: 1.16; 6.0: 2.16; 7.0: 2.15"
    ),
)
def judge(_account: Resource, context: Context) -> Outcome:
    """In an incident nobody has the time to find out who may open a case.

    A role with wider rights could as well, but is not there for it; users and groups are no role.
    """
    if roles := holders(context.estate.known(ROLE), POLICY):
        return passed(f"The policy {POLICY} is attached to {', '.join(roles)}.")
    context.estate.every(ROLE)
    return failed(f"The policy {POLICY} is attached to no role.")
