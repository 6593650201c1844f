"""Declare the organisation that the accounts are in, and who lists its accounts."""

from typing import Any

from demo.estate import Declared
from demo.planting import Plot
from demo.service import GLOBAL, Service

NOT_ALLOWED = "AccessDeniedException"


def plant_organization(plot: Plot, _place: str) -> None:
    """The declared organisation; an account without one is in none, as moto answers."""
    declared = plot.account.declared.get("organization")
    if declared is None:
        return
    plot.answer("organizations:DescribeOrganization", GLOBAL, {"Organization": _whole(declared)})
    if "accounts" in declared:
        listed = [_account(plot, declared, one) for one in declared["accounts"]]
        plot.answer("organizations:ListAccounts", GLOBAL, {"Accounts": listed})
        return
    why = "You don't have permissions to access this resource."
    plot.refuse("organizations:ListAccounts", GLOBAL, NOT_ALLOWED, why)


def _whole(declared: Declared) -> dict[str, Any]:
    management, name = declared["management"], declared["id"]
    prefix = f"arn:aws:organizations::{management}"
    return {
        "Id": name,
        "Arn": f"{prefix}:organization/{name}",
        "FeatureSet": "ALL",
        "MasterAccountId": management,
        "MasterAccountArn": f"{prefix}:account/{name}/{management}",
        "MasterAccountEmail": "aws@example.com",
    }


def _account(plot: Plot, declared: Declared, one: Declared) -> dict[str, Any]:
    state = one.get("state", "ACTIVE")
    prefix = f"arn:aws:organizations::{declared['management']}"
    return {
        "Id": one["id"],
        "Arn": f"{prefix}:account/{declared['id']}/{one['id']}",
        "Email": f"aws+{one['id']}@example.com",
        "Name": one["name"],
        "Status": "SUSPENDED" if state == "CLOSED" else state,
        "State": state,
        "JoinedMethod": "CREATED",
        "JoinedTimestamp": plot.ago(one.get("days", 400)),
    }


SERVICE = Service(name="organizations", plant=plant_organization, is_global=True)
