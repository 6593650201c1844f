"""What AWS Artifact lists, as the collector describes it, and what the controls make of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from compliance.assessments.judge import outcome
from compliance.collectors.artifact import AGREEMENT, REPORT, SETTINGS
from compliance.collectors.organizations import ORGANIZATION
from compliance.collectors.resource import GLOBAL, Estate, Population, Resource
from compliance.controls.control import CONTROLS, Context, Outcome
from tests.compliance.controls.resources import NOW, OWNER, Denied, Facts, account, resource

DETAILS_DENIED = Denied("artifact:GetReportMetadata")
ORGANIZATION_DENIED = Denied("organizations:DescribeOrganization")
MANAGEMENT = "888899990000"


def days_ago(days: float) -> Any:
    """A moment before the evidence."""
    return NOW - timedelta(days=days)


def report(
    name: str | None,
    series: str | None = "SOC",
    *,
    began: float | None = 300,
    ended: float | None = 30,
    details: Facts | Denied | None = None,
    **members: Any,
) -> Resource:
    """A published report of AWS's; a member that is None is left out of the list."""
    listed = {
        "id": "report-abcdef0123456789",
        "name": name,
        "series": series,
        "companyName": "AWS",
        "state": "PUBLISHED",
        "uploadState": "COMPLETE",
        "version": 2,
        "periodStart": None if began is None else days_ago(began),
        "periodEnd": None if ended is None else days_ago(ended),
        **members,
    }
    entry = {member: one for member, one in listed.items() if one is not None}
    facts: dict[str, Facts | Denied] = {"report": entry}
    if details is not None:
        facts["details"] = details if isinstance(details, Denied) else {"reportDetails": details}
    return resource(f"arn:aws:artifact:us-east-1::report:{name}", REPORT, GLOBAL, **facts)


def agreement(name: str | None = "AWS Business Associate Addendum", **members: Any) -> Resource:
    """An agreement of the account's, in force for a year; None leaves a member out."""
    listed = {
        "name": name,
        "awsAccountId": OWNER,
        "state": "ACTIVE",
        "effectiveStart": days_ago(365),
        **members,
    }
    entry = {member: one for member, one in listed.items() if one is not None}
    arn = f"arn:aws:artifact::{OWNER}:customer-agreement/{name}"
    return resource(arn, AGREEMENT, GLOBAL, agreement=entry)


def settings(answer: Facts | Denied) -> Resource:
    """The account's settings."""
    arn = f"arn:aws:artifact::{OWNER}:account-settings"
    return resource(arn, SETTINGS, GLOBAL, settings=answer)


def organization(management: str | None = MANAGEMENT, *, denied: bool = False) -> Resource:
    """The organisation with its management account; None for an account in no organisation."""
    whole: Facts = {"Organization": {"Id": "o-7rk2example", "MasterAccountId": management}}
    answer = ORGANIZATION_DENIED if denied else whole if management else {}
    arn = f"arn:aws:organizations::{OWNER}:organization"
    return resource(arn, ORGANIZATION, GLOBAL, organization=answer)


def judged(
    control_id: str,
    *found: Resource,
    denied: Sequence[str] = (),
    absent: bool = False,
    elsewhere: Sequence[Population] = (),
    partition: str = "aws",
    **params: Any,
) -> Outcome:
    """What the engine records of the account that sees these.

    `denied` names types whose list was refused; `absent` says that the partition has no AWS
    Artifact; `elsewhere` are populations of other services. A defect fails the test.
    """
    control = CONTROLS[control_id]
    populations = [
        Population(
            arn=f"arn:aws:artifact::{OWNER}:any/*",
            type=kind,
            account_id=OWNER,
            region=GLOBAL,
            operation=f"List {kind}",
            resources=[one for one in found if one.type == kind],
            error="AccessDeniedException: denied" if kind in denied else "",
            absent="AWS Artifact has no endpoint in the partition aws-cn." if absent else "",
        )
        for kind in (REPORT, AGREEMENT, SETTINGS, ORGANIZATION)
    ]
    estate = Estate(account(), [*populations, *elsewhere])
    subject = replace(account(), arn=f"arn:{partition}:iam::{OWNER}:root")
    judgement = outcome(control, subject, Context(estate, NOW, {**control.params, **params}))
    assert not judgement.reason.startswith("The control failed"), judgement.reason
    return judgement
