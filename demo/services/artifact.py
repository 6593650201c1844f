"""Declare what AWS Artifact lists for an account: AWS's reports, agreements, subscriptions."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from demo.estate import Declared
from demo.planting import Plot
from demo.published import published
from demo.service import GLOBAL, Service


def plant_artifact(plot: Plot, _place: str) -> None:
    """AWS's list but for what is declared otherwise; agreements; whether anybody is told."""
    declared = plot.account.declared.get("artifact", {})
    reports = [
        entry for one in published(plot.now) if (entry := _as_declared(one, declared)) is not None
    ]
    plot.answer("artifact:ListReports", GLOBAL, {"reports": reports})
    agreements = [_agreement(plot, number, one) for number, one in _numbered(declared)]
    plot.answer("artifact:ListCustomerAgreements", GLOBAL, {"customerAgreements": agreements})
    status = "SUBSCRIBED" if declared.get("is_told") else "NOT_SUBSCRIBED"
    settings = {"accountSettings": {"notificationSubscriptionStatus": status}}
    plot.answer("artifact:GetAccountSettings", GLOBAL, settings)


def _as_declared(report: Mapping[str, Any], declared: Declared) -> dict[str, Any] | None:
    """The entry; None where its name is left out, earlier where its name is said to be old."""
    name = report["name"]
    if any(one in name for one in declared.get("left_out", ())):
        return None
    ages = (one["days"] for one in declared.get("older", ()) if one["name"] in name)
    older = timedelta(days=next(ages, 0)).total_seconds()
    return {**report, **{end: report[end] - older for end in ("periodStart", "periodEnd")}}


def _numbered(declared: Declared) -> list[tuple[int, Declared]]:
    return list(enumerate(declared.get("agreements", ()), 1))


def _agreement(plot: Plot, number: int, one: Declared) -> dict[str, Any]:
    agreement_id = f"customer-agreement-EXAMPLE{number:09d}"
    entry = {
        "id": agreement_id,
        "arn": f"arn:aws:artifact::{plot.account.id}:customer-agreement/{agreement_id}",
        "agreementArn": f"arn:aws:artifact:::agreement/agreement-EXAMPLE{number:09d}",
        "name": one["name"],
        "awsAccountId": plot.account.id,
        "state": one.get("state", "ACTIVE"),
        "type": "DEFAULT",
        "effectiveStart": plot.ago(one["began"]),
    }
    if "ended" in one:
        entry["effectiveEnd"] = plot.ago(one["ended"])
    if one.get("of_organization"):
        organization = plot.account.declared["organization"]
        management, name = organization["management"], organization["id"]
        arn = f"arn:aws:organizations::{management}:organization/{name}"
        entry |= {"organizationArn": arn, "awsAccountId": management}
    return entry


SERVICE = Service(
    name="artifact",
    plant=plant_artifact,
    is_global=True,
    account_controls=(
        "artifact.agreements-inventory",
        "artifact.fedramp-package-on-file",
        "artifact.hipaa-baa-active",
        "artifact.iso27001-on-file",
        "artifact.notifications-on",
        "artifact.pci-aoc-on-file",
        "artifact.regional-report-on-file",
        "artifact.soc1-on-file",
        "artifact.soc2-on-file",
    ),
)
