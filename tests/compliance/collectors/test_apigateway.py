"""collectors.apigateway: stages of REST APIs."""

from typing import Any

import pytest

from compliance.collectors.endpoint import ENDPOINT
from tests.compliance.collectors.gathering import REGION, declare, gather, has_member, refuse
from tests.demo.serving import Server

PREFIX = f"arn:aws:apigateway:{REGION}::/restapis"
APIS = "apigateway:GetRestApis"
STAGES = "apigateway:GetStages"


def declare_apis(aws: Server, **stages: list[dict[str, Any]]) -> None:
    """APIs by id with their stages."""
    apis = [
        {"id": one, "name": f"api-{one}", "endpointConfiguration": {"types": ["REGIONAL"]}}
        for one in stages
    ]
    declare(aws, APIS, {"items": apis})
    for one, listed in stages.items():
        declare(aws, STAGES, {"item": listed}, restApiId=one)


def test_each_stage_is_an_endpoint(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """⌈A/500⌉ + A."""
    declare_apis(aws, a1=[{"stageName": "live", "webAclArn": "x"}, {"stageName": "test"}], b2=[])
    found = gather("apigateway", aws, monkeypatch)
    assert [one.arn for one in found.population(ENDPOINT).resources] == [
        f"{PREFIX}/a1/stages/live",
        f"{PREFIX}/a1/stages/test",
    ]
    live = found.resource(f"{PREFIX}/a1/stages/live")
    assert live.name == "api-a1/live"
    assert live["stage"]["webAclArn"] == "x"
    assert live["rest_api"]["endpointConfiguration"]["types"] == ["REGIONAL"]
    assert sorted(found.calls) == [APIS, STAGES, STAGES]


@pytest.mark.parametrize(
    ("apis", "statement"),
    [
        pytest.param({}, "returned 0 REST APIs in 1 page", id="no API"),
        pytest.param({"a1": []}, "1 REST APIs, none of which has a stage", id="no stage"),
    ],
)
def test_region_without_stages(
    aws: Server,
    monkeypatch: pytest.MonkeyPatch,
    apis: dict[str, list[dict[str, Any]]],
    statement: str,
) -> None:
    declare_apis(aws, **apis)
    population = gather("apigateway", aws, monkeypatch).population(ENDPOINT)
    assert (population.error, population.resources) == ("", [])
    assert population.arn == f"{PREFIX}/*"
    assert statement in population.count_statement


def test_more_apis_than_a_page_holds(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    apis = [{"id": f"a{number}", "name": "x"} for number in range(501)]
    declare(aws, APIS, {"items": apis})
    declare(aws, STAGES, {"item": []})
    found = gather("apigateway", aws, monkeypatch)
    assert found.calls.count(APIS) == 2
    assert found.calls.count(STAGES) == 501


def test_denied_stages_of_one_api_leave_the_list_incomplete(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare_apis(aws, a1=[{"stageName": "live"}], b2=[])
    refuse(aws, STAGES, status=403, restApiId="b2")
    population = gather("apigateway", aws, monkeypatch).population(ENDPOINT)
    assert [one.name for one in population.resources] == ["api-a1/live"]
    assert population.error.startswith("apigateway:GetStages of b2: AccessDenied")


def test_denied_list_is_an_error_of_the_population(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(aws, APIS, status=403)
    assert "AccessDenied" in gather("apigateway", aws, monkeypatch).population(ENDPOINT).error


@pytest.mark.parametrize(
    ("operation", "path"),
    [
        (APIS, "items.id"),
        (APIS, "items.name"),
        (APIS, "items.endpointConfiguration.types"),
        (STAGES, "item.stageName"),
        (STAGES, "item.webAclArn"),
    ],
)
def test_what_is_read_is_in_the_api(operation: str, path: str) -> None:
    assert has_member(operation, path)
