from compliance.collectors.guardduty import DETECTOR
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control
from compliance.controls.guardduty.detector import Plan, judge_plan

PLAN = Plan(
    title="S3 Protection",
    features=("S3_DATA_EVENTS",),
    data_source=("S3Logs",),
)


@control(
    title="GuardDuty watches the use of S3 objects (S3 Protection)",
    severity=Severity.HIGH,
    resource_type=DETECTOR,
    needs=("guardduty",),
    remediation=(
        "Turn on S3 Protection in every Region; "
        "for a member account its GuardDuty administrator does."
    ),
    source=("AWS Security Hub GuardDuty.10; AWS Config guardduty-s3-protection-enabled"),
)
def judge(detector: Resource, _context: Context) -> Outcome:
    """Data that is taken out of buckets, or deleted in them, is seen by nobody without it."""
    return judge_plan(detector, PLAN)
