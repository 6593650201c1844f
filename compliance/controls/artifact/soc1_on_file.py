from compliance.collectors.resource import Resource
from compliance.controls.artifact.reports import Wanted, current
from compliance.controls.control import ACCOUNT, Context, Outcome, Severity, control


@control(
    title="AWS's SOC 1 report is current, or a letter carries it on",
    severity=Severity.LOW,
    resource_type=ACCOUNT,
    needs=("artifact",),
    params={
        "report": r"\bSOC\W{0,2}1\b",
        "but_not": r"continued operations|bridge",
        "letter": r"continued operations|bridge letter",
        "max_age_days": 400,
        "letter_max_age_days": 100,
    },
    remediation="Download the report for the financial audit's period, which takes AWS's terms.",
    source="AWS Artifact API, ReportSummary",
)
def judge(_account: Resource, context: Context) -> Outcome:
    """Auditors of the accounts ask for it wherever figures are processed on AWS.

    That AWS publishes it is read; the document is not.
    """
    params = context.params
    report = Wanted(
        "SOC 1 report", params["report"], "SOC", params["but_not"], letter=params["letter"]
    )
    return current([report], context)
