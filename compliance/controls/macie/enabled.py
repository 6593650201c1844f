from compliance.collectors.macie2 import SESSION
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed
from compliance.controls.macie.session import why_idle


@control(
    title="Macie is on",
    severity=Severity.MEDIUM,
    resource_type=SESSION,
    needs=("macie2",),
    remediation="Enable Macie in the Region, or resume it where it is paused.",
    source="Security Hub FSBP Macie.1; CIS AWS Foundations 5.0 2.1.3",
)
def judge(session: Resource, _context: Context) -> Outcome:
    """Nobody knows which buckets hold personal or card data, until they are found by others."""
    if idle := why_idle(session):
        return failed(idle)
    return passed(f"Macie is enabled in {session.region}.")
