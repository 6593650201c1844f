"""Endpoints: what answers requests from outside a network, whichever service offers it."""

from collections.abc import Mapping

from compliance.aws.answers import Answer, Answers, Listing
from compliance.collectors.resource import Population, Resource

# Load balancers, distributions and APIs together: a control that judges them all needs one type.
# Each has the fact of its kind: `load_balancer`, `distribution`, `stage` or `graphql_api`.
ENDPOINT = "AWS::::Endpoint"


def endpoint(answers: Answers, arn: str, name: str, facts: Mapping[str, Answer]) -> Resource:
    """One endpoint of the account and region that the answers are of."""
    return Resource(
        arn=arn,
        type=ENDPOINT,
        name=name,
        account_id=answers.account_id,
        region=answers.region,
        facts=facts,
    )


def endpoints(
    answers: Answers, arn: str, listing: Listing, things: str, found: list[Resource]
) -> Population:
    """The endpoints of one kind; `things` names them in the statement of their number."""
    return Population(
        arn=arn,
        type=ENDPOINT,
        account_id=answers.account_id,
        region=answers.region,
        operation=listing.operation,
        resources=found,
        error=listing.error,
        count_statement=listing.count_statement(things),
    )
