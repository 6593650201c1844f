from compliance.collectors.guardduty import DETECTOR
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control
from compliance.controls.guardduty.detector import Plan, judge_plan

PLAN = Plan(
    title="Runtime Monitoring",
    features=("RUNTIME_MONITORING", "EKS_RUNTIME_MONITORING"),
)


@control(
    title="GuardDuty watches what runs inside workloads (Runtime Monitoring)",
    severity=Severity.HIGH,
    resource_type=DETECTOR,
    needs=("guardduty",),
    remediation=(
        "Turn on Runtime Monitoring, with automatic agent configuration, in every Region; for "
        "a member account its GuardDuty administrator does."
    ),
    source=("AWS Security Hub GuardDuty.11; AWS Config guardduty-runtime-monitoring-enabled"),
)
def judge(detector: Resource, _context: Context) -> Outcome:
    """What an intruder starts inside a container or an instance is seen by no API log.

    EKS_RUNTIME_MONITORING is the older plan, for EKS alone; either counts, and the reason names
    the one that is on. Whether agents run on every workload is not told by the detector.
    """
    return judge_plan(detector, PLAN)
