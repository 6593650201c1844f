from compliance.collectors.account import SECURITY_CONTACT
from compliance.collectors.resource import Resource
from compliance.controls.control import (
    ACCOUNT,
    Context,
    Outcome,
    Severity,
    control,
    failed,
    passed,
)

ASKED = {"EmailAddress": "e-mail address", "PhoneNumber": "telephone number"}


@control(
    title="A security contact is registered",
    severity=Severity.MEDIUM,
    resource_type=ACCOUNT,
    needs=("account",),
    remediation="Register a security contact that reaches a team, not one person.",
    source="FSBP Account.1; CIS AWS Foundations 5.0 1.2",
)
def judge(_account: Resource, context: Context) -> Outcome:
    """AWS's warnings of abuse or stolen keys go to whoever once opened the account."""
    (registered,) = context.estate.every(SECURITY_CONTACT)
    contact = registered["contact"].get("AlternateContact")
    if not contact:
        return failed("No security contact is registered.")
    missing = [words for name, words in ASKED.items() if not contact.get(name)]
    if missing:
        return failed(f"The security contact has no {' and no '.join(missing)}.")
    return passed("A security contact is registered, with e-mail address and telephone number.")
