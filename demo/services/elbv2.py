"""Plant load balancers."""

from collections.abc import Iterator
from typing import Any

from demo.estate import Declared
from demo.planting import Plot
from demo.service import Kind, Planted, Service

ENDPOINT_CONTROLS = ("shield.protections-cover-public", "waf.public-endpoints-covered")


def plant_load_balancers(plot: Plot, region: str) -> None:
    """The declared load balancers of a region, in the subnets that are there by default."""
    declared = list(plot.account.each("load_balancers", region))
    if not declared:
        return
    known = load_balancer_arns(plot, region)
    found = plot.client("ec2", region).describe_subnets()["Subnets"]
    subnets = [one["SubnetId"] for one in found if one["DefaultForAz"]][:2]
    for one in declared:
        if one["name"] not in known:
            _create(plot.client("elbv2", region), one, subnets)


def load_balancer_arns(plot: Plot, region: str) -> dict[str, str]:
    """The ARNs of a region's load balancers, by name."""
    found = plot.client("elbv2", region).describe_load_balancers()["LoadBalancers"]
    return {one["LoadBalancerName"]: one["LoadBalancerArn"] for one in found}


def _create(elbv2: Any, one: Declared, subnets: list[str]) -> None:
    made = elbv2.create_load_balancer(
        Name=one["name"],
        Subnets=subnets,
        Scheme=one.get("scheme", "internet-facing"),
        Type=one.get("type", "application"),
    )["LoadBalancers"][0]
    if one.get("type", "application") == "application":
        reply = {"StatusCode": "404", "ContentType": "text/plain"}
        elbv2.create_listener(
            LoadBalancerArn=made["LoadBalancerArn"],
            Protocol="HTTP",
            Port=80,
            DefaultActions=[{"Type": "fixed-response", "FixedResponseConfig": reply}],
        )


def _planted(plot: Plot, region: str) -> Iterator[Planted]:
    declared = list(plot.account.each("load_balancers", region))
    known = load_balancer_arns(plot, region) if declared else {}
    for one in declared:
        yield Planted(known[one["name"]], region, one)


def has_no_endpoint(plot: Plot, region: str) -> bool:
    """Whether a region has no endpoint of any kind: one of another kind stands for all."""
    return not any(
        one["region"] == region
        for kind in ("graphql_apis", "load_balancers", "rest_apis")
        for one in plot.account.each(kind)
    )


SERVICE = Service(
    name="elbv2",
    plant=plant_load_balancers,
    kinds=(
        Kind(
            name="load_balancer",
            controls=ENDPOINT_CONTROLS,
            planted=_planted,
            population="arn:aws:elasticloadbalancing:{region}:{account}:loadbalancer/*",
            stands_for_all=has_no_endpoint,
        ),
    ),
)
