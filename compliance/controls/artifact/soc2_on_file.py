from compliance.collectors.resource import Resource
from compliance.controls.artifact.reports import Wanted, current
from compliance.controls.control import ACCOUNT, Context, Outcome, Severity, control


@control(
    title="AWS's SOC 2 Type 2 report is current, or a letter carries it on",
    severity=Severity.HIGH,
    resource_type=ACCOUNT,
    needs=("artifact",),
    params={
        "report": r"\bSOC\W{0,2}2\b",
        "but_not": r"privacy|continued operations|bridge|type\W?(1|I)\b",
        "letter": r"continued operations|bridge letter",
        "max_age_days": 400,
        "letter_max_age_days": 100,
    },
    remediation=(
        "Download the report for the audit period, and the continued operations letter for what "
        "follows it; both take AWS's terms. List its complementary user entity controls as tasks."
    ),
    source="AICPA TSC 2017 CC9.2; AWS Artifact API, ReportSummary",
)
def judge(_account: Resource, context: Context) -> Outcome:
    """Without it nobody can show that AWS's own controls worked in the time that is audited.

    It covers AWS's side, given the controls that it asks of its users. That AWS publishes it is
    read; the document is not.
    """
    params = context.params
    report = Wanted(
        "SOC 2 report", params["report"], "SOC", params["but_not"], letter=params["letter"]
    )
    return current([report], context)
