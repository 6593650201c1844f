from compliance.collectors.resource import Resource
from compliance.controls.artifact.reports import Wanted, current
from compliance.controls.control import ACCOUNT, Context, Outcome, Severity, control


@control(
    title="AWS's PCI DSS attestation of compliance and responsibility summary are current",
    severity=Severity.HIGH,
    resource_type=ACCOUNT,
    needs=("artifact",),
    params={
        "attestation": r"\bAOC\b|attestation of compliance",
        "summary": r"responsibility (summary|matrix)",
        "other_standards": r"3DS|\bPIN\b|P2PE",
        "max_age_days": 400,
    },
    remediation=(
        "Download both for the audit period, which takes AWS's terms, keep them privately, and "
        "compare the services you use with those in scope."
    ),
    source="PCI DSS 4.0.1 12.8.4 and 12.8.5; AWS Artifact API, ReportSummary",
)
def judge(_account: Resource, context: Context) -> Outcome:
    """Without them nobody can show which part of each requirement AWS meets, and that it does.

    They speak of AWS's side only, and of the services that they name. That AWS publishes them is
    read; the documents are not.
    """
    params = context.params
    other = params["other_standards"]
    wanted = [
        Wanted("attestation of PCI DSS compliance", params["attestation"], "PCI", other),
        Wanted("PCI DSS responsibility summary", params["summary"], "PCI", other),
    ]
    return current(wanted, context)
