"""AWS Artifact: AWS's own reports, the agreements with AWS, and who is told of new ones.

What is listed is read; no document is. Fetching one takes its terms on behalf of the account
(AWS Artifact API, GetTermForReport and GetReport), which is a person's to decide.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from compliance.aws.answers import Answers
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.resource import Population, Resource, known

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

REPORT = "AWS::Artifact::Report"
AGREEMENT = "AWS::Artifact::CustomerAgreement"
# Whether somebody is told of new reports: one resource.
SETTINGS = "AWS::Artifact::AccountSettings"

REPORTS = ("artifact:ListReports", "reports")
DETAILS = "artifact:GetReportMetadata"
AGREEMENTS = ("artifact:ListCustomerAgreements", "customerAgreements")
ACCOUNT_SETTINGS = "artifact:GetAccountSettings"
# What controls look at; no member of a listed report is required (AWS Artifact API,
# ReportSummary), so the details are asked for where the list lacks one.
LOOKED_AT = ("name", "series", "companyName", "state", "version", "periodEnd")
# Partitions that have an endpoint, which is in one Region (botocore's endpoint rules), and that
# Region, which is part of a report's ARN.
HOMES = {"aws": "us-east-1", "aws-us-gov": "us-gov-west-1"}
# As reports name the company that they are about; vendors of AWS Marketplace name themselves.
PROVIDER = frozenset({"aws", "amazon web services", "amazon web services inc"})


def is_providers(company: str) -> bool:
    """Whether a report's company is AWS itself."""
    return " ".join(company.casefold().split()) in PROVIDER


def collect(reader: "Reader") -> None:
    """List reports and agreements, ask for the settings, and for what the list did not tell."""
    if reader.partition not in HOMES:
        return
    reports = reader.pages(*REPORTS, maxResults=300)
    lacking = [_id_and_version(one) for one in reports.items if _lacks_something(one)]
    reader.each(partial(_collect_details, reader), lacking)
    reader.pages(*AGREEMENTS, maxResults=300)
    reader.call(ACCOUNT_SETTINGS)


def _collect_details(reader: "Reader", params: Mapping[str, Any]) -> None:
    reader.call(DETAILS, **params)


def _lacks_something(report: Mapping[str, Any]) -> bool:
    """Whether a report of AWS's own, or of nobody named, lacks what controls look at."""
    company = report.get("companyName")
    is_other = company is not None and not is_providers(company)
    return not is_other and any(report.get(name) is None for name in LOOKED_AT)


def _id_and_version(report: Mapping[str, Any]) -> dict[str, Any]:
    """What names a report; without a version AWS answers for its newest."""
    version = report.get("version")
    return {"reportId": report["id"], **({"reportVersion": version} if version else {})}


def describe(answers: Answers) -> Iterator[Population]:
    """Reports as listed, with their details where those were asked for; agreements; settings."""
    absent = ""
    if answers.partition not in HOMES:
        absent = f"AWS Artifact has no endpoint in the partition {answers.partition}."
    reports = answers.listing(*REPORTS)
    region = HOMES.get(answers.partition, "")
    yield Population(
        arn=f"arn:{answers.partition}:artifact:{region}::report/*",
        type=REPORT,
        account_id=answers.account_id,
        region=answers.region,
        operation=reports.operation,
        resources=[_report(answers, region, one) for one in reports.items],
        error="" if absent else reports.error,
        count_statement=reports.count_statement("reports"),
        absent=absent,
    )
    agreements = answers.listing(*AGREEMENTS)
    prefix = f"arn:{answers.partition}:artifact::{answers.account_id}"
    yield Population(
        arn=f"{prefix}:customer-agreement/*",
        type=AGREEMENT,
        account_id=answers.account_id,
        region=answers.region,
        operation=agreements.operation,
        resources=[
            Resource(
                arn=one.get("arn") or f"{prefix}:customer-agreement/{one['id']}",
                type=AGREEMENT,
                name=one.get("name") or one["id"],
                account_id=answers.account_id,
                region=answers.region,
                facts={"agreement": known(AGREEMENTS[0], one)},
            )
            for one in agreements.items
        ],
        error="" if absent else agreements.error,
        count_statement=agreements.count_statement("agreements"),
        absent=absent,
    )
    arn = f"{prefix}:account-settings"
    facts = {"settings": answers.one(ACCOUNT_SETTINGS)}
    settings = Resource(arn, SETTINGS, "settings", answers.account_id, answers.region, facts)
    yield Population(
        arn=arn,
        type=SETTINGS,
        account_id=answers.account_id,
        region=answers.region,
        operation=ACCOUNT_SETTINGS,
        resources=[] if absent else [settings],
        absent=absent,
    )


def _report(answers: Answers, region: str, entry: Mapping[str, Any]) -> Resource:
    facts = {"report": known(REPORTS[0], entry)}
    if _lacks_something(entry):
        facts["details"] = answers.one(DETAILS, **_id_and_version(entry))
    return Resource(
        arn=entry.get("arn") or f"arn:{answers.partition}:artifact:{region}::report/{entry['id']}",
        type=REPORT,
        name=entry.get("name") or entry["id"],
        account_id=answers.account_id,
        region=answers.region,
        facts=facts,
    )


register(
    Collector(
        name="artifact",
        scope=Scope.GLOBAL,
        version=1,
        actions=(
            "artifact:GetAccountSettings",
            "artifact:GetReportMetadata",
            "artifact:ListCustomerAgreements",
            "artifact:ListReports",
        ),
        resource_types=(REPORT, AGREEMENT, SETTINGS),
        collect=collect,
        describe=describe,
    )
)
