"""Whether a region has anything of a kind, for services that are off where there is nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from compliance.aws.answers import Answer, Answers
from compliance.aws.paging import items_of, next_page
from compliance.collectors.resource import known, listed

if TYPE_CHECKING:
    from compliance.aws.reader import Reader


@dataclass(frozen=True)
class Inventory:
    """A list call that tells whether there is one; `things` names its items in a count."""

    operation: str
    member: str
    things: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def ask(self, reader: "Reader") -> None:
        """Turn pages until one has an item: an empty page may name a next one all the same."""
        asked = dict(self.params)
        while True:
            parsed = reader.call(self.operation, **asked).parsed or {}
            name, token = next_page(self.operation, parsed)
            if items_of(parsed, self.member) or not token or asked.get(name) == token:
                return
            asked[name] = token

    def counted(self, answers: Answers) -> Answer:
        """`is_empty` and the `count` that says so; only a whole list proves that there is none."""
        listing = answers.listing(self.operation, self.member)
        if not listing.pages:
            return Answer(self.operation)
        if not listing.items and not listing.is_complete:
            return listed(listing, self.member)
        found = {"is_empty": not listing.items, "count": listing.count_statement(self.things)}
        return known(listing.operation, found)


INSTANCES = Inventory(
    "ec2:DescribeInstances",
    "Reservations",
    "reservations of instances",
    {
        # EC2 API, DescribeInstances: 5 at least. Terminated ones are shown for an hour.
        "MaxResults": 5,
        "Filters": [
            {
                "Name": "instance-state-name",
                "Values": ["pending", "running", "stopping", "stopped"],
            }
        ],
    },
)
REPOSITORIES = Inventory(
    "ecr:DescribeRepositories", "repositories", "repositories", {"maxResults": 1}
)
FUNCTIONS = Inventory("lambda:ListFunctions", "Functions", "functions", {"MaxItems": 1})
