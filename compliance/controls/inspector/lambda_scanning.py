from compliance.collectors.inspector2 import ACCOUNT_STATUS
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control
from compliance.controls.inspector.scanning import scans


@control(
    title="Amazon Inspector scans the packages of Lambda functions",
    severity=Severity.HIGH,
    resource_type=ACCOUNT_STATUS,
    needs=("inspector2",),
    remediation="Activate it; in an organisation the delegated administrator does.",
    source="Security Hub FSBP Inspector.4; PCI DSS 4.0.1 6.3.1",
)
def judge(account: Resource, _context: Context) -> Outcome:
    """Functions keep the vulnerable libraries that they came with, and nobody patches them.

    Each account is judged by its own status; a suspended account was left behind and fails.
    """
    return scans(account, "lambda", "lambda", "packages of Lambda functions")
