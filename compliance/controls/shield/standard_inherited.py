from compliance.collectors.resource import Resource
from compliance.controls.control import (
    ACCOUNT,
    Context,
    Outcome,
    Severity,
    control,
    not_applicable,
)


@control(
    title="Shield Standard, which AWS provides, protects the account",
    severity=Severity.LOW,
    resource_type=ACCOUNT,
    needs=("shield",),
    remediation="Nothing is to be done: AWS provides it to every customer.",
    source="AWS Shield Developer Guide, AWS Shield Standard overview",
)
def judge(_account: Resource, _context: Context) -> Outcome:
    """Attacks on the network and transport layers are warded off by AWS, not by the customer.

    No API shows it, so nothing can be tested. The evidence is AWS's own: its SOC report.
    """
    return not_applicable(
        "AWS provides Shield Standard to every account; its SOC report is the evidence."
    )
