from compliance.collectors.guardduty import GUARDDUTY
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed
from compliance.controls.guardduty.detector import detectors_of, is_on


@control(
    title="GuardDuty is on in every enabled Region",
    severity=Severity.HIGH,
    resource_type=GUARDDUTY,
    needs=("guardduty",),
    remediation=(
        "Enable GuardDuty in every Region, the unused ones too; best by a delegated administrator "
        "who enables it for all accounts of the organisation."
    ),
    source="AWS Security Hub GuardDuty.1; AWS Config guardduty-enabled-centralized",
)
def judge(guardduty: Resource, context: Context) -> Outcome:
    """In a Region without a detector, stolen credentials and intruders are not noticed.

    A detector that is suspended keeps its settings and findings, and finds nothing new.
    """
    detectors = detectors_of(guardduty, context.estate)
    if not detectors:
        return failed("GuardDuty is not enabled: the Region has no detector.")
    if any(is_on(one) for one in detectors):
        return passed("GuardDuty is enabled.")
    return failed("GuardDuty is suspended: its detector is disabled.")
