from compliance.collectors.macie2 import SENSITIVE_DATA
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control
from compliance.controls.macie.open_finding import within_limit


@control(
    title="No severe finding of sensitive data stays open past its limit",
    severity=Severity.HIGH,
    resource_type=SENSITIVE_DATA,
    needs=("macie2",),
    params={"max_days": 30},
    remediation="Remove or encrypt the data, or accept where it is; archive with a reason.",
    source="PCI DSS 4.0.1 3.3.1 and 3.5.1; 45 CFR 164.308(a)(6)(ii)",
)
def judge(finding: Resource, context: Context) -> Outcome:
    """Data that was found where it should not be is as lost as before, until somebody moves it.

    Findings of high severity are judged. Macie knows card numbers and many kinds of health data;
    whole tracks, card verification codes and PIN blocks it does not find reliably (PCI DSS
    3.3.1.x): that there are none, a person has to show.
    """
    return within_limit(finding, context)
