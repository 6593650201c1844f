"""collectors.appsync: GraphQL APIs from one list."""

import pytest

from compliance.collectors.endpoint import ENDPOINT
from tests.compliance.collectors.gathering import REGION, declare, gather, has_member, refuse
from tests.demo.serving import OWN_ACCOUNT, Server

PREFIX = f"arn:aws:appsync:{REGION}:{OWN_ACCOUNT}:apis"
LIST = "appsync:ListGraphqlApis"


def entry(number: int) -> dict[str, str]:
    """An API of the list."""
    return {"arn": f"{PREFIX}/{number}", "name": f"api-{number}", "visibility": "GLOBAL"}


def test_each_api_is_an_endpoint(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """⌈A/25⌉."""
    declare(aws, LIST, {"graphqlApis": [{**entry(1), "wafWebAclArn": "x"}]})
    found = gather("appsync", aws, monkeypatch)
    one = found.resource(f"{PREFIX}/1")
    assert (one.name, one["graphql_api"]["wafWebAclArn"]) == ("api-1", "x")
    assert found.calls == [LIST]


def test_region_without_apis(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    declare(aws, LIST, {"graphqlApis": []})
    population = gather("appsync", aws, monkeypatch).population(ENDPOINT)
    assert (population.error, population.resources) == ("", [])
    assert population.arn == f"{PREFIX}/*"
    assert "returned 0 GraphQL APIs" in population.count_statement


def test_more_apis_than_a_page_holds(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    declare(aws, LIST, {"graphqlApis": [entry(number) for number in range(26)]})
    found = gather("appsync", aws, monkeypatch)
    assert len(found.population(ENDPOINT).resources) == 26
    assert len(found.calls) == 2


def test_denied_list_is_an_error_of_the_population(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(aws, LIST, "UnauthorizedException", 401)
    assert "Unauthorized" in gather("appsync", aws, monkeypatch).population(ENDPOINT).error


@pytest.mark.parametrize("member", ["arn", "name", "visibility", "wafWebAclArn"])
def test_what_is_read_is_in_the_api(member: str) -> None:
    assert has_member(LIST, f"graphqlApis.{member}")
