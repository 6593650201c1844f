from compliance.aws.answers import NotCollected
from compliance.collectors.macie2 import DISCOVERY, SESSION, administrator_of
from compliance.collectors.resource import Resource
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_applicable,
    passed,
)
from compliance.controls.macie.session import why_idle


@control(
    title="Macie looks for sensitive data by itself",
    severity=Severity.HIGH,
    resource_type=SESSION,
    needs=("macie2",),
    remediation="Enable automated sensitive data discovery in the administrator's account.",
    source="Security Hub FSBP Macie.2; Amazon Macie API, GetAutomatedDiscoveryConfiguration",
)
def judge(session: Resource, _context: Context) -> Outcome:
    """Sensitive data that lands where nobody expects it is looked for by no job that was planned.

    Automated discovery takes samples: looking for card data everywhere (PCI DSS A3.2.5) and the
    work after an incident need classification jobs. For a member its administrator decides.
    """
    if idle := why_idle(session):
        return failed(idle)
    administrator = administrator_of(session["administrator"], session.account_id)
    if administrator:
        return not_applicable(
            f"The account's Macie administrator, {administrator}, decides on it in "
            f"{session.region}."
        )
    status = session["discovery"].get("status")
    if status not in {"ENABLED", "DISABLED"}:
        raise NotCollected(DISCOVERY, f"the status is {status}")
    said = f"Automated sensitive data discovery is {status} in {session.region}."
    return passed(said) if status == "ENABLED" else failed(said)
