"""Tags of many resources at once, for services whose own lists leave them out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from compliance.aws.answers import Answer, Answers, Listing
from compliance.collectors.resource import known, listed

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

TAGGED = ("resourcegroupstaggingapi:GetResources", "ResourceTagMappingList")
ACTION = "tag:GetResources"


@dataclass(frozen=True)
class Tags:
    """The tags of every resource of one kind in a region, by the resource's ARN."""

    listing: Listing
    by_arn: Mapping[str, Any]

    def of(self, arn: str) -> Answer:
        """`{"Tags": [{"Key": …, "Value": …}]}`; empty for a resource that has none.

        The list leaves out what was never tagged (Resource Groups Tagging API, GetResources), so
        only a whole one proves that there is no tag.
        """
        if not self.listing.is_complete:
            return listed(self.listing, "Tags")
        return known(self.listing.operation, {"Tags": self.by_arn.get(arn, [])})


def read_tags(reader: "Reader", kind: str) -> None:
    """Read the tags of every resource of a kind, such as `kms:key`, 100 resources a page."""
    reader.pages(*TAGGED, ResourceTypeFilters=[kind], ResourcesPerPage=100)


def tags_of(answers: Answers, kind: str) -> Tags:
    """The tags that were read of a kind."""
    listing = answers.listing(*TAGGED, ResourceTypeFilters=[kind])
    return Tags(listing, {one["ResourceARN"]: one.get("Tags") or [] for one in listing.items})
