from compliance.collectors.guardduty import DETECTOR
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control
from compliance.controls.guardduty.detector import Plan, judge_plan

PLAN = Plan(
    title="EKS Protection",
    features=("EKS_AUDIT_LOGS",),
    data_source=("Kubernetes", "AuditLogs"),
)


@control(
    title="GuardDuty watches the audit logs of Kubernetes (EKS Protection)",
    severity=Severity.HIGH,
    resource_type=DETECTOR,
    needs=("guardduty",),
    remediation=(
        "Turn on EKS Protection in every Region; "
        "for a member account its GuardDuty administrator does."
    ),
    source=("AWS Security Hub GuardDuty.5; AWS Config guardduty-eks-protection-audit-enabled"),
)
def judge(detector: Resource, _context: Context) -> Outcome:
    """Misuse of the Kubernetes API, which CloudTrail does not record, is not noticed."""
    return judge_plan(detector, PLAN)
