from compliance.collectors.resource import Resource
from compliance.controls.artifact.reports import Wanted, current
from compliance.controls.control import ACCOUNT, Context, Outcome, Severity, control


@control(
    title="AWS's ISO/IEC 27001 certificate and statement of applicability are current",
    severity=Severity.HIGH,
    resource_type=ACCOUNT,
    needs=("artifact",),
    params={
        "certificate": r"27001.*certif|certif.*27001",
        "statement": r"27001.*(statement of applicability|\bSoA\b)",
        "max_age_days": 400,
    },
    remediation=(
        "Download both, which takes AWS's terms. The certificate's annex lists the Regions; "
        "27017, 27018, 27701 and others have certificates of their own."
    ),
    source="ISO/IEC 27001:2022 A.5.22 and A.5.23; AWS Artifact API, ReportSummary",
)
def judge(_account: Resource, context: Context) -> Outcome:
    """A certificate that has run out proves nothing of AWS's management of security.

    It holds until its period ends; the statement grows old after `max_age_days`. That AWS
    publishes them is read; the documents are not.
    """
    params = context.params
    wanted = [
        Wanted("ISO/IEC 27001 certificate", params["certificate"], "ISO", expires=True),
        Wanted("ISO/IEC 27001 statement of applicability", params["statement"], "ISO"),
    ]
    return current(wanted, context)
