from compliance.collectors.inspector2 import FINDING
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control
from compliance.controls.inspector.overdue import overdue


@control(
    title="High vulnerabilities with a fix are closed within their limit",
    severity=Severity.HIGH,
    resource_type=FINDING,
    needs=("inspector2",),
    params={"max_days": 90, "severities": ["HIGH"]},
    remediation="Patch the resource, or record the decision about the risk.",
    source="PCI DSS 4.0.1 11.3.1; Amazon Inspector API, ListFindings",
)
def judge(finding: Resource, context: Context) -> Outcome:
    """What stays open from one quarter's scan to the next was seen by everybody but who mends it.

    High-risk vulnerabilities of each quarterly scan are to be resolved and scanned again; for all
    other severities a targeted risk analysis sets the limit (11.3.1.1). `severities` maps Amazon
    Inspector's to the entity's own ranking (CRITICAL and HIGH are read).
    """
    return overdue(finding, context)
