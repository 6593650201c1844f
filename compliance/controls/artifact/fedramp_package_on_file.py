from compliance.collectors.resource import Resource
from compliance.controls.artifact.reports import Wanted, current, require_read
from compliance.controls.control import (
    ACCOUNT,
    Context,
    Outcome,
    Severity,
    control,
    not_applicable,
)


@control(
    title="AWS's FedRAMP package for the partition in use is current, where it is asked for",
    severity=Severity.MEDIUM,
    resource_type=ACCOUNT,
    needs=("artifact",),
    params={
        "in_scope": False,
        "package": r"FedRAMP",
        # What a name says that is about the other partition only.
        "other_partition": {
            "aws": r"\bhigh\b|govcloud",
            "aws-us-gov": r"\bmoderate\b|east.?west",
        },
        "max_age_days": 400,
    },
    remediation=(
        "Download the package, which takes AWS's terms, or ask the FedRAMP PMO for it: not all "
        "packages are in AWS Artifact."
    ),
    source="NIST SP 800-53 Rev. 5 CA-6; AWS Artifact API, ReportSummary",
)
def judge(account: Resource, context: Context) -> Outcome:
    """An agency may use only what was authorised, at the level of its data.

    The US East and West Regions are authorised at Moderate, AWS GovCloud (US) at High. Judged
    where `in_scope` says that FedRAMP is asked for.
    """
    require_read(context.estate)
    params = context.params
    if not params["in_scope"]:
        return not_applicable("FedRAMP was not declared to be in scope.")
    other = params["other_partition"].get(account.arn.split(":")[1], "")
    return current([Wanted("FedRAMP package", params["package"], but_not=other)], context)
