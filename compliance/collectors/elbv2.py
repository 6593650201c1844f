"""Elastic Load Balancing: application, network and gateway load balancers, and what listens."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from compliance.aws.answers import Answers
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.endpoint import ENDPOINT, endpoint, endpoints
from compliance.collectors.resource import Population, Resource, known, listed

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

PAGE = 400


def collect(reader: "Reader") -> None:
    """List the load balancers; ask for the listeners of public application load balancers alone.

    DescribeListeners takes one load balancer a call (Elastic Load Balancing API, 2015-12-01), and
    only these can be web endpoints of which a listener tells whether anything is served.
    """
    found = reader.pages("elbv2:DescribeLoadBalancers", "LoadBalancers", PageSize=PAGE)
    public = [one["LoadBalancerArn"] for one in found.items if _is_public_application(one)]
    reader.each(partial(_collect_listeners, reader), public)


def _collect_listeners(reader: "Reader", arn: str) -> None:
    reader.pages("elbv2:DescribeListeners", "Listeners", LoadBalancerArn=arn, PageSize=PAGE)


def _is_public_application(one: Mapping[str, Any]) -> bool:
    return one.get("Type") == "application" and one.get("Scheme") == "internet-facing"


def describe(answers: Answers) -> Iterator[Population]:
    """Every load balancer with its entry, and where they were asked for, its listeners."""
    found = answers.listing("elbv2:DescribeLoadBalancers", "LoadBalancers")
    prefix = f"arn:{answers.partition}:elasticloadbalancing:{answers.region}"
    yield endpoints(
        answers,
        f"{prefix}:{answers.account_id}:loadbalancer/*",
        found,
        "load balancers",
        [_load_balancer(answers, one) for one in found.items],
    )


def _load_balancer(answers: Answers, one: Mapping[str, Any]) -> Resource:
    arn = one["LoadBalancerArn"]
    facts = {"load_balancer": known("elbv2:DescribeLoadBalancers", one)}
    if _is_public_application(one):
        listeners = answers.listing("elbv2:DescribeListeners", "Listeners", LoadBalancerArn=arn)
        facts["listeners"] = listed(listeners, "Listeners")
    return endpoint(answers, arn, one["LoadBalancerName"], facts)


register(
    Collector(
        name="elbv2",
        scope=Scope.REGIONAL,
        version=1,
        actions=(
            "elasticloadbalancing:DescribeListeners",
            "elasticloadbalancing:DescribeLoadBalancers",
        ),
        resource_types=(ENDPOINT,),
        collect=collect,
        describe=describe,
    )
)
