"""Plant distributions."""

from collections.abc import Iterator
from typing import Any

from demo.estate import Declared
from demo.planting import HOME, Plot
from demo.service import GLOBAL, Kind, Planted, Service
from demo.services.elbv2 import ENDPOINT_CONTROLS
from demo.services.wafv2 import web_acl_arns


def plant_distributions(plot: Plot, _place: str) -> None:
    """The declared distributions."""
    known = distribution_arns(plot)
    for one in plot.account.each("distributions"):
        if one["name"] not in known:
            _create(plot, one)


def distribution_arns(plot: Plot) -> dict[str, str]:
    """The ARNs of the distributions, by the name that is their comment."""
    listed = plot.client("cloudfront", HOME).list_distributions()["DistributionList"]
    return {one["Comment"]: one["ARN"] for one in listed.get("Items", ())}


def _create(plot: Plot, one: Declared) -> None:
    origin: dict[str, Any] = {
        "Id": "origin",
        "DomainName": f"{one['name']}.origin.example.com",
        "CustomOriginConfig": {
            "HTTPPort": 80,
            "HTTPSPort": 443,
            "OriginProtocolPolicy": "https-only",
        },
    }
    acl = one.get("web_acl")
    plot.client("cloudfront", HOME).create_distribution(
        DistributionConfig={
            "CallerReference": one["name"],
            "Comment": one["name"],
            "Enabled": one.get("enabled", True),
            "WebACLId": web_acl_arns(plot, GLOBAL)[acl] if acl else "",
            "Origins": {"Quantity": 1, "Items": [origin]},
            "DefaultCacheBehavior": {
                "TargetOriginId": "origin",
                "ViewerProtocolPolicy": "redirect-to-https",
                "MinTTL": 0,
                "ForwardedValues": {"QueryString": False, "Cookies": {"Forward": "none"}},
            },
        }
    )


def _planted(plot: Plot, place: str) -> Iterator[Planted]:
    declared = list(plot.account.each("distributions"))
    known = distribution_arns(plot) if declared else {}
    for one in declared:
        yield Planted(known[one["name"]], place, one)


SERVICE = Service(
    name="cloudfront",
    plant=plant_distributions,
    is_global=True,
    after=("wafv2",),
    kinds=(
        Kind(
            name="distribution",
            controls=ENDPOINT_CONTROLS,
            planted=_planted,
            population="arn:aws:cloudfront::{account}:distribution/*",
            is_global=True,
        ),
    ),
)
