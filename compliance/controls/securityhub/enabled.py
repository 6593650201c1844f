from compliance.aws.answers import NotCollected
from compliance.collectors.resource import Resource
from compliance.collectors.securityhub import HUB
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed
from compliance.controls.securityhub.hub import IS_OFF, is_on


@control(
    title="Security Hub CSPM is on",
    severity=Severity.HIGH,
    resource_type=HUB,
    needs=("securityhub",),
    remediation="Enable Security Hub CSPM in the Region, for all accounts from the organization.",
    source=(
        "AWS Config securityhub-enabled; CIS AWS Foundations 3.0 and 5.0: 4.16; 6.0 and 7.0: 5.16"
    ),
)
def judge(hub: Resource, _context: Context) -> Outcome:
    """Findings of many services are in as many places, where nobody looks at all of them.

    The newer Security Hub is subscribed to apart, and does not turn on the checks of this one.
    """
    if is_on(hub):
        return passed("Security Hub CSPM is on.")
    if "hub_v2" not in hub.facts:
        raise NotCollected("securityhub:DescribeHub", "the answer names no hub")
    newer = hub.facts["hub_v2"].parsed
    if newer and newer.get("HubV2Arn"):
        return failed(f"{IS_OFF} The newer Security Hub is, which is another subscription.")
    return failed(IS_OFF)
