from compliance.collectors.guardduty import DETECTOR
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control
from compliance.controls.guardduty.detector import Plan, judge_plan

PLAN = Plan(
    title="Lambda Protection",
    features=("LAMBDA_NETWORK_LOGS",),
)


@control(
    title="GuardDuty watches the network traffic of functions (Lambda Protection)",
    severity=Severity.HIGH,
    resource_type=DETECTOR,
    needs=("guardduty",),
    remediation=(
        "Turn on Lambda Protection in every Region; "
        "for a member account its GuardDuty administrator does."
    ),
    source=("AWS Security Hub GuardDuty.6; AWS Config guardduty-lambda-protection-enabled"),
)
def judge(detector: Resource, _context: Context) -> Outcome:
    """A function that was taken over can talk to an attacker's servers unseen."""
    return judge_plan(detector, PLAN)
