from compliance.collectors.inspector2 import ACCOUNT_STATUS
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control
from compliance.controls.inspector.scanning import scans


@control(
    title="Amazon Inspector scans connected code repositories",
    severity=Severity.HIGH,
    resource_type=ACCOUNT_STATUS,
    needs=("inspector2",),
    remediation="Activate it; in an organisation the delegated administrator does.",
    source="Amazon Inspector API, BatchGetAccountStatus; PCI DSS 4.0.1 6.2.3",
)
def judge(account: Resource, _context: Context) -> Outcome:
    """What is found before it is deployed costs least, and never was in production.

    Repositories that were never connected are not known to Amazon Inspector. Each account is
    judged by its own status; a suspended account was left behind and fails.
    """
    return scans(account, "codeRepository", "codeRepository", "connected code repositories")
