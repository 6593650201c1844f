from compliance.collectors.credentialreport import USER_CREDENTIALS
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed
from compliance.controls.iam.credentials import active_keys, left_out


@control(
    title="No user has two active access keys",
    severity=Severity.LOW,
    resource_type=USER_CREDENTIALS,
    needs=("credentialreport",),
    remediation="Deactivate the older key once nothing uses it, then delete it.",
    source="CIS AWS Foundations 3.0: 1.13; 5.0: 1.12; 6.0: 2.12 (7.0 dropped it)",
)
def judge(user: Resource, _context: Context) -> Outcome:
    """A second key is one more to lose, and the one that nobody looks at."""
    active = active_keys(user)
    if len(active) > 1:
        return failed("The user has two active access keys.")
    if outcome := left_out(user):
        return outcome
    return passed("The user has one active access key." if active else "No access key is active.")
