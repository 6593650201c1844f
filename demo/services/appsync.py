"""Declare GraphQL APIs, of which moto does not tell the web ACL."""

from collections.abc import Iterator
from typing import Any

from demo.estate import Declared
from demo.planting import Plot
from demo.service import Kind, Planted, Service
from demo.services.elbv2 import ENDPOINT_CONTROLS, has_no_endpoint
from demo.services.wafv2 import web_acl_arns


def plant_apis(plot: Plot, region: str) -> None:
    """The declared APIs of a region."""
    declared = list(plot.account.each("graphql_apis", region))
    acls = web_acl_arns(plot, region) if declared else {}
    listed: list[dict[str, Any]] = []
    for one in declared:
        entry = {
            "arn": _arn(plot, one),
            "apiId": one["id"],
            "name": one["name"],
            "visibility": one.get("visibility", "GLOBAL"),
            "authenticationType": "AWS_IAM",
            "apiType": "GRAPHQL",
        }
        acl = {"wafWebAclArn": acls[one["web_acl"]]} if "web_acl" in one else {}
        listed.append(entry | acl)
    plot.answer("appsync:ListGraphqlApis", region, {"graphqlApis": listed})


def _arn(plot: Plot, one: Declared) -> str:
    return f"arn:aws:appsync:{one['region']}:{plot.account.id}:apis/{one['id']}"


def _planted(plot: Plot, region: str) -> Iterator[Planted]:
    for one in plot.account.each("graphql_apis", region):
        yield Planted(_arn(plot, one), region, one)


SERVICE = Service(
    name="appsync",
    plant=plant_apis,
    after=("wafv2",),
    kinds=(
        Kind(
            name="graphql_api",
            controls=ENDPOINT_CONTROLS,
            planted=_planted,
            population="arn:aws:appsync:{region}:{account}:apis/*",
            stands_for_all=has_no_endpoint,
        ),
    ),
)
