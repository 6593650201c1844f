"""Plant REST APIs with a stage each."""

from collections.abc import Iterator
from typing import Any

from demo.estate import Declared
from demo.planting import Plot
from demo.service import Kind, Planted, Service
from demo.services.elbv2 import ENDPOINT_CONTROLS, has_no_endpoint
from demo.services.wafv2 import web_acl_arns


def plant_apis(plot: Plot, region: str) -> None:
    """The declared APIs of a region, each deployed to its stage."""
    known = _ids(plot, region)
    for api in plot.account.each("rest_apis", region):
        if api["name"] not in known:
            _create(plot, region, api)


def _ids(plot: Plot, region: str) -> dict[str, str]:
    found = plot.client("apigateway", region).get_rest_apis(limit=500)["items"]
    return {one["name"]: one["id"] for one in found}


def _create(plot: Plot, region: str, api: Declared) -> None:
    client: Any = plot.client("apigateway", region)
    made = client.create_rest_api(
        name=api["name"], endpointConfiguration={"types": [api.get("type", "REGIONAL")]}
    )["id"]
    root = client.get_resources(restApiId=made)["items"][0]["id"]
    where = {"restApiId": made, "resourceId": root, "httpMethod": "GET"}
    client.put_method(**where, authorizationType="AWS_IAM")
    client.put_integration(**where, type="MOCK")
    client.create_deployment(restApiId=made, stageName=api["stage"])
    if acl := api.get("web_acl"):
        arn = _stage_arn(region, made, api)
        plot.client("wafv2", region).associate_web_acl(
            WebACLArn=web_acl_arns(plot, region)[acl], ResourceArn=arn
        )


def _stage_arn(region: str, api_id: str, api: Declared) -> str:
    return f"arn:aws:apigateway:{region}::/restapis/{api_id}/stages/{api['stage']}"


def _planted(plot: Plot, region: str) -> Iterator[Planted]:
    declared = list(plot.account.each("rest_apis", region))
    known = _ids(plot, region) if declared else {}
    for one in declared:
        yield Planted(_stage_arn(region, known[one["name"]], one), region, one)


SERVICE = Service(
    name="apigateway",
    plant=plant_apis,
    after=("wafv2",),
    kinds=(
        Kind(
            name="stage",
            controls=ENDPOINT_CONTROLS,
            planted=_planted,
            population="arn:aws:apigateway:{region}::/restapis/*",
            stands_for_all=has_no_endpoint,
        ),
    ),
)
