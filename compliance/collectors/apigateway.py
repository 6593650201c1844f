"""Amazon API Gateway: stages of REST APIs, with the web ACL that each has."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from compliance.aws.answers import Answers, Listing
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.endpoint import ENDPOINT, endpoint, endpoints
from compliance.collectors.resource import Population, Resource, known

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

STAGES = "apigateway:GetStages"
# API Gateway API, GetRestApis: at most 500 a page.
PAGE = 500


def collect(reader: "Reader") -> None:
    """List the REST APIs, then the stages of each, which are not paged.

    A private API is not reached from outside a VPC, but its stages are read all the same: that
    it is private is known of the API alone, and can change.
    """
    apis = reader.pages("apigateway:GetRestApis", "items", limit=PAGE)
    reader.each(partial(_collect_stages, reader), [api["id"] for api in apis.items])


def _collect_stages(reader: "Reader", api: str) -> None:
    reader.call(STAGES, restApiId=api)


def describe(answers: Answers) -> Iterator[Population]:
    """Every stage with its own entry and its API's."""
    apis = answers.listing("apigateway:GetRestApis", "items")
    by_api = [(api, _stages(answers, api["id"])) for api in apis.items]
    error = apis.error or next((stages.error for _, stages in by_api if stages.error), "")
    yield endpoints(
        answers,
        f"arn:{answers.partition}:apigateway:{answers.region}::/restapis/*",
        replace(apis, error=error),
        "REST APIs, none of which has a stage" if apis.items else "REST APIs",
        [_stage(answers, api, stage) for api, stages in by_api for stage in stages.items],
    )


def _stages(answers: Answers, api: str) -> Listing:
    answer = answers.one(STAGES, restApiId=api)
    if answer.parsed is None:
        return Listing(STAGES, (), 0, f"{STAGES} of {api}: {answer.error}")
    if "item" not in answer.parsed:
        return Listing(STAGES, (), 1, f"{STAGES} of {api}: the answer lacks item")
    return Listing(STAGES, answer.parsed["item"], 1)


def _stage(answers: Answers, api: Mapping[str, Any], stage: Mapping[str, Any]) -> Resource:
    path = f"/restapis/{api['id']}/stages/{stage['stageName']}"
    return endpoint(
        answers,
        f"arn:{answers.partition}:apigateway:{answers.region}::{path}",
        f"{api['name']}/{stage['stageName']}",
        {"rest_api": known("apigateway:GetRestApis", api), "stage": known(STAGES, stage)},
    )


register(
    Collector(
        name="apigateway",
        scope=Scope.REGIONAL,
        version=1,
        actions=("apigateway:GET",),
        resource_types=(ENDPOINT,),
        collect=collect,
        describe=describe,
    )
)
