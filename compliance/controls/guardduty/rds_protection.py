from compliance.collectors.guardduty import DETECTOR
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control
from compliance.controls.guardduty.detector import Plan, judge_plan

PLAN = Plan(
    title="RDS Protection",
    features=("RDS_LOGIN_EVENTS",),
)


@control(
    title="GuardDuty watches logins to databases (RDS Protection)",
    severity=Severity.HIGH,
    resource_type=DETECTOR,
    needs=("guardduty",),
    remediation=(
        "Turn on RDS Protection in every Region; "
        "for a member account its GuardDuty administrator does."
    ),
    source=("AWS Security Hub GuardDuty.9; AWS Config guardduty-rds-protection-enabled"),
)
def judge(detector: Resource, _context: Context) -> Outcome:
    """Someone who guesses a database's password, or logs in from afar with it, is not noticed."""
    return judge_plan(detector, PLAN)
