"""Whether an endpoint can be reached from the internet, and is in scope."""

from collections.abc import Mapping
from typing import Any

from compliance.aws.answers import NotCollected
from compliance.collectors.resource import Resource
from compliance.controls.control import Outcome, not_applicable

OUT_OF_SCOPE = "out_of_scope_arns"


def beside_the_question(endpoint: Resource, params: Mapping[str, Any]) -> Outcome | None:
    """Not applicable for what nobody can reach from the internet, or is out of scope; else None.

    What is out of scope is named in a control's parameters, not by tags: whoever may tag could
    exempt anything.

    :raises NotCollected: what tells whether it is public was not read.
    """
    if endpoint.arn in params[OUT_OF_SCOPE]:
        return not_applicable("The endpoint was declared to be out of scope.")
    for fact, why_not_public in KINDS.items():
        if fact in endpoint.facts:
            reason = why_not_public(endpoint)
            return not_applicable(reason) if reason else None
    raise NotCollected(endpoint.type, "is of no kind that is known")


def _of_load_balancer(endpoint: Resource) -> str:
    entry = endpoint["load_balancer"]
    if entry.get("Type") == "gateway":
        return "A gateway load balancer hands packets to appliances and has no public address."
    if not entry.get("Scheme") or not entry.get("Type"):
        raise NotCollected("elbv2:DescribeLoadBalancers", "the answer has no Scheme or Type")
    if entry["Scheme"] != "internet-facing":
        return f"The load balancer is not internet-facing: its scheme is {entry['Scheme']}."
    if entry["Type"] == "application" and not endpoint["listeners"]["Listeners"]:
        return "The load balancer has no listener and serves nothing."
    return ""


def _of_distribution(endpoint: Resource) -> str:
    enabled = endpoint["distribution"].get("Enabled")
    if enabled is None:
        raise NotCollected("cloudfront:ListDistributions", "the answer has no Enabled")
    return "" if enabled else "The distribution is disabled."


def _of_stage(endpoint: Resource) -> str:
    types = endpoint["rest_api"].get("endpointConfiguration", {}).get("types")
    if not types:
        raise NotCollected("apigateway:GetRestApis", "the answer has no endpoint type")
    return "The API is private: only its VPC endpoints reach it." if types == ["PRIVATE"] else ""


def _of_graphql_api(endpoint: Resource) -> str:
    # AppSync API, CreateGraphqlApi: global unless private is chosen.
    is_private = endpoint["graphql_api"].get("visibility") == "PRIVATE"
    return "The API is private: only its VPC endpoints reach it." if is_private else ""


# What the fact of each kind of endpoint says against its being public; empty where it is.
KINDS = {
    "load_balancer": _of_load_balancer,
    "distribution": _of_distribution,
    "stage": _of_stage,
    "graphql_api": _of_graphql_api,
}
