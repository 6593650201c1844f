"""Resources that answers describe, and the estate that they make up together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from compliance.aws.answers import Answer, Listing, NotCollected
from compliance.aws.target import GLOBAL

__all__ = ["GLOBAL", "Estate", "Population", "Resource", "known", "listed"]


@dataclass(frozen=True)
class Resource:
    """One thing in an AWS account, its facts kept as the answers that carry them.

    `facts` maps a short name to the answer of one call (or to a listing's item, wrapped by
    `known`). `resource["rotation"]` is the parsed answer, or raises `NotCollected`.
    """

    arn: str
    type: str
    name: str
    account_id: str
    region: str
    facts: Mapping[str, Answer] = field(default_factory=dict)

    def __getitem__(self, fact: str) -> Mapping[str, Any]:
        """The parsed answer of one fact.

        :raises NotCollected: the call failed, was cut off, or was never made.
        """
        if fact not in self.facts:
            raise NotCollected(f"{self.type} {fact}", "the collector has no such fact")
        return self.facts[fact].data


def known(operation: str, item: Mapping[str, Any]) -> Answer:
    """An answer made of one item of a listing, for use as a resource's fact."""
    return Answer(operation, parsed=item)


@dataclass(frozen=True)
class Population:
    """All resources of one type in one account and region, and whether all could be seen.

    `arn` stands for the population itself, as `arn:aws:kms:eu-west-1:111122223333:key/*`.
    `error` says why the list is not whole; `count_statement` is what proves an empty one.
    `operation` names the list call. `unknown` says why there may be more although every call was
    answered, as where the service that would find it is off. `counted` is how many resources of
    other types, by AWS Config's names, the region has by a count that no collector's own lists had
    a part in.
    """

    arn: str
    type: str
    account_id: str
    region: str
    operation: str
    resources: Sequence[Resource]
    error: str = ""
    count_statement: str = ""
    absent: str = ""
    unknown: str = ""
    counted: Mapping[str, int] = field(default_factory=dict)

    def require_complete(self) -> None:
        """Do nothing if the list is whole.

        :raises NotCollected: some resources may not be known.
        """
        if gap := self.error or self.unknown:
            raise NotCollected(f"{self.operation} in {self.region}", gap)


class Estate:
    """What is known of one account: its populations in every region that was read.

    `account` is the account itself as a resource, for controls that judge the account.
    """

    def __init__(self, account: Resource, populations: Iterable[Population]) -> None:
        self.account = account
        self._by_type: dict[str, list[Population]] = {}
        for population in populations:
            self._by_type.setdefault(population.type, []).append(population)
        self._by_arn = {
            (resource.type, resource.arn): resource
            for group in self._by_type.values()
            for population in group
            for resource in population.resources
        }

    def populations(self, resource_type: str) -> Sequence[Population]:
        """The populations of a type, one per region."""
        return self._by_type.get(resource_type, ())

    def known(self, resource_type: str) -> Iterator[Resource]:
        """The resources of a type that were seen; there may be more. Enough to prove presence."""
        for population in self.populations(resource_type):
            yield from population.resources

    def every(self, resource_type: str) -> list[Resource]:
        """All resources of a type in the account. Needed to prove absence.

        :raises NotCollected: a region was not read, or not wholly.
        """
        populations = self.populations(resource_type)
        if not populations:
            raise NotCollected(resource_type, "was not collected")
        for population in populations:
            population.require_complete()
        return list(self.known(resource_type))

    def require_whole(self, resource_type: str, region: str) -> None:
        """Do nothing if all resources of a type in one region are known.

        :raises NotCollected: the region was not read, or not wholly.
        """
        here = [one for one in self.populations(resource_type) if one.region == region]
        if not here:
            raise NotCollected(resource_type, f"was not collected in {region}")
        for population in here:
            population.require_complete()

    def find(self, resource_type: str, arn: str) -> Resource:
        """The resource with this ARN.

        :raises NotCollected: it was not seen.
        """
        try:
            return self._by_arn[resource_type, arn]
        except KeyError:
            raise NotCollected(resource_type, f"{arn} was not among the resources read") from None


def listed(listing: Listing, member: str) -> Answer:
    """A whole listing as one answer: `{member: [items]}`, or the error of the missing page."""
    if listing.is_complete:
        return Answer(listing.operation, parsed={member: list(listing.items)})
    return Answer(listing.operation, error_code="Incomplete", error_message=listing.error)
