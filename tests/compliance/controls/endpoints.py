"""Load balancers, distributions and API stages as the collectors describe them."""

from collections.abc import Sequence
from typing import Any

from compliance.collectors.endpoint import ENDPOINT
from compliance.collectors.resource import GLOBAL, Population, Resource
from tests.compliance.controls.resources import HOME, OWNER, Denied, Facts, resource

LISTENERS_DENIED = Denied("elbv2:DescribeListeners")
TENANTS_DENIED = Denied("cloudfront:ListDistributionTenants")
ELB = f"arn:aws:elasticloadbalancing:{HOME}:{OWNER}:loadbalancer"
ALB = f"{ELB}/app/shop/50dc6c495c0c9188"
NLB = f"{ELB}/net/mqtt/50dc6c495c0c9188"
DISTRIBUTION = f"arn:aws:cloudfront::{OWNER}:distribution/E2QWRUHEXAMPLE"
STAGE = f"arn:aws:apigateway:{HOME}::/restapis/a1b2c3d4e5/stages/live"
GRAPHQL_API = f"arn:aws:appsync:{HOME}:{OWNER}:apis/abcdefghijklmnopqrstuvwxyz"
EIP = f"arn:aws:ec2:{HOME}:{OWNER}:eip-allocation/eipalloc-0a1b2c3d"
# The list by which the collector of each kind finds endpoints.
LISTS = {
    "load_balancer": "elbv2:DescribeLoadBalancers",
    "stage": "apigateway:GetRestApis",
    "graphql_api": "appsync:ListGraphqlApis",
    "distribution": "cloudfront:ListDistributions",
}
LISTENING = {"Listeners": [{"Port": 443, "Protocol": "HTTPS"}]}


def load_balancer(*, listeners: Facts | Denied = LISTENING, **entry: Any) -> Resource:
    """A public application load balancer that listens, unless the entry differs."""
    return resource(
        ALB,
        ENDPOINT,
        load_balancer={"Type": "application", "Scheme": "internet-facing", **entry},
        listeners=listeners,
    )


def network_load_balancer(*allocations: str) -> Resource:
    """A public network load balancer with an Elastic IP address of each allocation's id."""
    addresses: list[dict[str, str]] = [{"AllocationId": one} for one in allocations]
    entry = {
        "Type": "network",
        "Scheme": "internet-facing",
        "AvailabilityZones": [{"LoadBalancerAddresses": addresses or [{}]}],
    }
    return resource(NLB, ENDPOINT, load_balancer=entry)


def distribution(*, tenants: Facts | Denied | None = None, **entry: Any) -> Resource:
    """An enabled distribution without a web ACL, unless the entry differs."""
    facts: dict[str, Facts | Denied] = {
        "distribution": {"Enabled": True, "WebACLId": "", **entry},
    }
    if tenants is not None:
        facts["tenants"] = tenants
    return resource(DISTRIBUTION, ENDPOINT, GLOBAL, **facts)


def tenants(*customizations: Facts | None, enabled: bool = True) -> Facts:
    """A tenant for each, with this customization of its web ACL; None for one without any."""
    listed = [
        {
            "Name": f"tenant-{number}",
            "Enabled": enabled,
            **({"Customizations": {"WebAcl": one}} if one is not None else {}),
        }
        for number, one in enumerate(customizations, 1)
    ]
    return {"DistributionTenantList": listed}


def stage(types: Sequence[str] = ("REGIONAL",), **entry: Any) -> Resource:
    """A stage of a public REST API without a web ACL, unless the entry differs."""
    return resource(
        STAGE,
        ENDPOINT,
        rest_api={"id": "a1b2c3d4e5", "endpointConfiguration": {"types": list(types)}},
        stage={"stageName": "live", **entry},
    )


def graphql_api(**entry: Any) -> Resource:
    """A public GraphQL API without a web ACL, unless the entry differs."""
    return resource(GRAPHQL_API, ENDPOINT, graphql_api={"visibility": "GLOBAL", **entry})


def endpoints(*found: Resource, denied: Sequence[str] = ()) -> list[Population]:
    """The populations that the collectors of every kind give, with those found in them.

    `denied` names kinds whose list was refused.
    """
    return [
        Population(
            arn=f"arn:aws:any:{HOME}:{OWNER}:{kind}/*",
            type=ENDPOINT,
            account_id=OWNER,
            region=GLOBAL if kind == "distribution" else HOME,
            operation=operation,
            resources=[one for one in found if kind in one.facts],
            error="AccessDeniedException: denied" if kind in denied else "",
        )
        for kind, operation in LISTS.items()
    ]
