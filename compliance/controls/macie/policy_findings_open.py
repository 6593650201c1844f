from compliance.collectors.macie2 import POLICY
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control
from compliance.controls.macie.open_finding import within_limit


@control(
    title="No finding about a bucket's openness stays open past its limit",
    severity=Severity.HIGH,
    resource_type=POLICY,
    needs=("macie2",),
    params={"max_days": 14},
    remediation="Close, encrypt or stop sharing the bucket; archive what is meant to be so.",
    source="Amazon Macie User Guide, Types of policy findings; Amazon Macie API, GetFindings",
)
def judge(finding: Resource, context: Context) -> Outcome:
    """A bucket that became public, unencrypted or shared was seen, and nobody acted.

    Findings of high and medium severity are judged.
    """
    return within_limit(finding, context)
