"""Declare subscriptions to Shield Advanced and their protections, which moto mostly lacks."""

import uuid
from collections.abc import Iterator
from typing import Any

from demo.estate import Declared
from demo.planting import Plot
from demo.service import GLOBAL, Kind, Planted, Service
from demo.services.cloudfront import distribution_arns
from demo.services.elbv2 import load_balancer_arns

NOT_SUBSCRIBED = "ResourceNotFoundException"
OF_SUBSCRIBERS = (
    "shield:DescribeSubscription",
    "shield:DescribeDRTAccess",
    "shield:DescribeEmergencyContactSettings",
    "shield:ListProtections",
)


def plant_subscription(plot: Plot, _place: str) -> None:
    """The declared subscription; an account without one says so."""
    declared = plot.account.declared.get("shield")
    if declared is None:
        plot.answer("shield:GetSubscriptionState", GLOBAL, {"SubscriptionState": "INACTIVE"})
        for operation in OF_SUBSCRIBERS:
            plot.refuse(operation, GLOBAL, NOT_SUBSCRIBED, "The subscription does not exist.")
        return
    plot.answer("shield:GetSubscriptionState", GLOBAL, {"SubscriptionState": "ACTIVE"})
    plot.answer(
        "shield:DescribeSubscription", GLOBAL, {"Subscription": _subscription(plot, declared)}
    )
    team = {"RoleArn": f"arn:aws:iam::{plot.account.id}:role/AWSSRTAccess"}
    plot.answer("shield:DescribeDRTAccess", GLOBAL, team if declared.get("role", True) else {})
    contacts = [{"EmailAddress": one} for one in declared.get("contacts", ())]
    plot.answer(
        "shield:DescribeEmergencyContactSettings", GLOBAL, {"EmergencyContactList": contacts}
    )
    protections = [_protection(plot, one) for one in plot.account.each("protections")]
    plot.answer("shield:ListProtections", GLOBAL, {"Protections": protections})


def _subscription(plot: Plot, declared: Declared) -> dict[str, Any]:
    return {
        "StartTime": plot.ago(200),
        "EndTime": plot.ago(-165),
        "TimeCommitmentInSeconds": 365 * 86_400,
        "AutoRenew": "ENABLED" if declared.get("renews", True) else "DISABLED",
        "ProactiveEngagementStatus": "DISABLED",
        "SubscriptionArn": f"arn:aws:shield::{plot.account.id}:subscription",
    }


def _protection(plot: Plot, one: Declared) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "Id": _id(plot, one),
        "Name": one["name"],
        "ProtectionArn": _arn(plot, one),
        "ResourceArn": _resource_arn(plot, one),
        "HealthCheckIds": [one["health_check"]] if "health_check" in one else [],
    }
    if one.get("responds"):
        response = {"Status": "ENABLED", "Action": {"Block": {}}}
        entry["ApplicationLayerAutomaticResponseConfiguration"] = response
    return entry


def _resource_arn(plot: Plot, one: Declared) -> str:
    if "load_balancer" in one:
        return load_balancer_arns(plot, one["region"])[one["load_balancer"]]
    if "distribution" in one:
        return distribution_arns(plot)[one["distribution"]]
    return str(one["resource"])


def _id(plot: Plot, one: Declared) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, f"{plot.account.id}.{one['name']}"))


def _arn(plot: Plot, one: Declared) -> str:
    return f"arn:aws:shield::{plot.account.id}:protection/{_id(plot, one)}"


def _planted(plot: Plot, place: str) -> Iterator[Planted]:
    for one in plot.account.each("protections"):
        yield Planted(_arn(plot, one), place, one)


SERVICE = Service(
    name="shield",
    plant=plant_subscription,
    is_global=True,
    after=("cloudfront", "elbv2"),
    account_controls=(
        "shield.advanced-subscription",
        "shield.auto-renew",
        "shield.response-team-ready",
        "shield.standard-inherited",
    ),
    kinds=(
        Kind(
            name="protection",
            controls=("shield.health-checks",),
            planted=_planted,
            population="arn:aws:shield::{account}:protection/*",
            is_global=True,
        ),
    ),
)
