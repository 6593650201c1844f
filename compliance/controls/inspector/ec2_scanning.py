from compliance.collectors.inspector2 import ACCOUNT_STATUS
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control
from compliance.controls.inspector.scanning import scans


@control(
    title="Amazon Inspector scans EC2 instances",
    severity=Severity.HIGH,
    resource_type=ACCOUNT_STATUS,
    needs=("inspector2",),
    remediation="Activate it; in an organisation the delegated administrator does.",
    source="Security Hub FSBP Inspector.1; PCI DSS 4.0.1 11.3.1",
)
def judge(account: Resource, _context: Context) -> Outcome:
    """A host that nobody looks at keeps its known vulnerabilities until somebody else finds them.

    Security Hub reports this in the delegated administrator's account alone; here each account is
    judged by its own status. A suspended account was left behind and fails.
    """
    return scans(account, "ec2", "ec2", "EC2 instances")
