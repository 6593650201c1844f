from compliance.collectors.inspector2 import ACCOUNT_STATUS
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control
from compliance.controls.inspector.scanning import scans


@control(
    title="Amazon Inspector scans the code of Lambda functions",
    severity=Severity.HIGH,
    resource_type=ACCOUNT_STATUS,
    needs=("inspector2",),
    remediation="Activate it; in an organisation the delegated administrator does.",
    source="Security Hub FSBP Inspector.3; PCI DSS 4.0.1 6.2.4",
)
def judge(account: Resource, _context: Context) -> Outcome:
    """No list of vulnerabilities has the flaws and credentials that are in one's own code.

    Each account is judged by its own status; a suspended account was left behind and fails.
    """
    return scans(account, "lambdaCode", "lambda", "the code of Lambda functions")
