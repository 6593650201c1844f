"""AWS AppSync: GraphQL APIs, with the web ACL that each has."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.aws.answers import Answers
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.endpoint import ENDPOINT, endpoint, endpoints
from compliance.collectors.resource import Population, known

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

APIS = ("appsync:ListGraphqlApis", "graphqlApis")
# AppSync API, ListGraphqlApis: at most 25 a page.
PAGE = 25


def collect(reader: "Reader") -> None:
    """The list tells visibility and web ACL of each API that is the account's own."""
    reader.pages(*APIS, owner="CURRENT_ACCOUNT", maxResults=PAGE)


def describe(answers: Answers) -> Iterator[Population]:
    """Every GraphQL API with its entry."""
    found = answers.listing(*APIS)
    yield endpoints(
        answers,
        f"arn:{answers.partition}:appsync:{answers.region}:{answers.account_id}:apis/*",
        found,
        "GraphQL APIs",
        [
            endpoint(answers, one["arn"], one["name"], {"graphql_api": known(APIS[0], one)})
            for one in found.items
        ],
    )


register(
    Collector(
        name="appsync",
        scope=Scope.REGIONAL,
        version=1,
        actions=("appsync:ListGraphqlApis",),
        resource_types=(ENDPOINT,),
        collect=collect,
        describe=describe,
    )
)
