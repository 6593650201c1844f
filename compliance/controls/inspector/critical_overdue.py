from compliance.collectors.inspector2 import FINDING
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control
from compliance.controls.inspector.overdue import overdue


@control(
    title="No critical vulnerability with a fix is open past its limit",
    severity=Severity.CRITICAL,
    resource_type=FINDING,
    needs=("inspector2",),
    params={"max_days": 30, "severities": ["CRITICAL"]},
    remediation="Patch, rebuild or replace the resource; or record an exception with its risk.",
    source="PCI DSS 4.0.1 6.3.1 and 6.3.3; 45 CFR 164.308(a)(1)(ii)(B)",
)
def judge(finding: Resource, context: Context) -> Outcome:
    """Attackers read of a fix on the day it is released, and look for those who did not apply it.

    Version 4.0.1 asks for critical patches within a month, 4.0 for high ones too; and the ranking
    has to be the entity's own: `severities` maps Amazon Inspector's to what counts as critical
    (CRITICAL and HIGH are read). The month runs from when the vendor knew of it, if that is
    earlier than Amazon Inspector's first look and the resource was there.
    """
    return overdue(finding, context)
