import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from compliance.collectors.organizations import ORGANIZATION
from compliance.collectors.resource import Estate, Resource
from compliance.controls.artifact.agreements import agreements, since
from compliance.controls.control import (
    ACCOUNT,
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_determined,
    passed,
)
from compliance.controls.iso import iso


@control(
    title="A business associate addendum with AWS is active for the account or its organisation",
    severity=Severity.CRITICAL,
    resource_type=ACCOUNT,
    needs=("artifact", "organizations"),
    params={
        "agreement": r"business associate (addendum|agreement)|\bBAA\b",
        # The first day of the audited period, as 2026-01-31; none is asked for if it is empty.
        "in_force_since": "",
    },
    remediation=(
        "Accept it in AWS Artifact: for the organisation in its management account, or in each "
        "account. The API hands out no signed text, and may not list one signed on paper: keep "
        "that text yourself."
    ),
    source="45 CFR 164.308(b) and 164.314(a); AWS Artifact API, ListCustomerAgreements",
)
def judge(account: Resource, context: Context) -> Outcome:
    """Without it AWS may not be given health information, whatever protects it there.

    It covers HIPAA eligible services only, and AWS is one business associate of perhaps many.
    """
    named = [
        one
        for one in agreements(context.estate)
        if re.search(context.params["agreement"], one["name"], re.IGNORECASE)
    ]
    active = [one for one in named if _is_in_force(one, account, context)]
    if active:
        return _judge_active(min(active, key=since), context)
    if outcome := _not_for_the_account_to_say(account, context.estate):
        return outcome
    ended = "".join(f" {one['name']} is {one['state']}{_until(one)}." for one in named)
    return failed(f"AWS Artifact lists no active business associate addendum.{ended}")


def _is_in_force(one: Mapping[str, Any], account: Resource, context: Context) -> bool:
    is_ours = one.get("organizationArn") or one.get("awsAccountId") in {None, account.account_id}
    end = one.get("effectiveEnd")
    is_over = end is not None and end <= context.now
    return bool(is_ours) and one["state"] == "ACTIVE" and not is_over and since(one) <= context.now


def _judge_active(one: Mapping[str, Any], context: Context) -> Outcome:
    whose = "the organisation" if one.get("organizationArn") else "the account"
    reason = f"{one['name']} is active for {whose} since {iso(since(one))}"
    asked = context.params["in_force_since"]
    if asked and since(one) > datetime.fromisoformat(f"{asked}T00:00:00+00:00"):
        return failed(f"{reason}, later than {asked}, when the audited period begins.")
    return passed(f"{reason}.")


def _not_for_the_account_to_say(account: Resource, estate: Estate) -> Outcome | None:
    """That the management account may have accepted it for all, which a member may not see."""
    for one in estate.every(ORGANIZATION):
        organization = one["organization"].get("Organization", {})
        management = organization.get("MasterAccountId")
        if organization and management != account.account_id:
            return not_determined(
                "The account lists no active business associate addendum, but is a member of "
                f"{organization.get('Id')}: its management account {management} may have "
                "accepted one for all."
            )
    return None


def _until(one: Mapping[str, Any]) -> str:
    end = one.get("effectiveEnd")
    return f" since {iso(end)}" if end else ""
