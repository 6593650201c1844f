import re

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
from compliance.controls.region_use import SIGNS_NEED, regions_read, sign_of_use


@control(
    title="AWS's reports for the national programmes of the Regions in use are current",
    severity=Severity.MEDIUM,
    resource_type=ACCOUNT,
    needs=("artifact", *SIGNS_NEED),
    params={
        # By Region, the names of the programmes of its country (AWS Compliance Programs).
        "programmes": {
            "ap-northeast-1": ["ISMAP"],
            "ap-northeast-2": ["K-ISMS"],
            "ap-northeast-3": ["ISMAP"],
            "ap-southeast-1": ["MTCS"],
            "ap-southeast-2": ["IRAP"],
            "ap-southeast-4": ["IRAP"],
            "ca-central-1": ["CCCS"],
            "ca-west-1": ["CCCS"],
            "eu-central-1": ["C5"],
            "eu-central-2": ["FINMA"],
            "eu-south-2": ["ENS"],
            "eu-west-3": ["HDS"],
            "me-central-1": ["DESC"],
        },
        "max_age_days": 400,
    },
    remediation=(
        "Download the report, which takes AWS's terms, and have a person confirm once for each "
        "version that it names the Region: only the report says so."
    ),
    source="AWS Compliance Programs; AWS Artifact API, ReportSummary",
)
def judge(_account: Resource, context: Context) -> Outcome:
    """Where law or customers ask for a country's own proof, another country's is worth nothing.

    A Region is in use if a resource was seen in it; Regions that are not read are not judged.
    That AWS publishes a report is read, but not whether the Region is in its scope.
    """
    require_read(context.estate)
    programmes = context.params["programmes"]
    wanted = [
        Wanted(f"{name} report for {region}", rf"\b{re.escape(name)}\b")
        for region in regions_read(context.estate)
        for name in programmes.get(region, ())
        if sign_of_use(context.estate, region)
    ]
    if not wanted:
        return not_applicable("No Region that is read and in use has a programme of its own.")
    return current(wanted, context)
