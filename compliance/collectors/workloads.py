"""Whether a Region has anything of a kind: the first page of a list, cut as short as it may be.

Functions are counted instead: their list carries their environment, in which secrets may be.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from compliance.aws.answers import Answer, Answers
from compliance.collectors.resource import known, listed

if TYPE_CHECKING:
    from compliance.aws.reader import Reader


@dataclass(frozen=True)
class Workload:
    """One kind of thing: its list call, the member that holds the list, and the shortest page.

    Where `is_count`, the member is a number, and lies in `AccountUsage`. `region_parameter` is
    the parameter that confines the list to the Region, where one is needed.
    """

    operation: str
    member: str
    shortest: Mapping[str, int] = field(default_factory=dict)
    region_parameter: str = ""
    is_count: bool = False

    def look(self, reader: "Reader") -> None:
        """Ask for the first page."""
        reader.call(self.operation, **self._params(reader.region))

    def seen(self, answers: Answers) -> Answer:
        """`{"Found": True}` if there is any; False only if the page is empty and the last."""
        if self.is_count:
            return self._counted(answers.one(self.operation))
        listing = answers.listing(self.operation, self.member, **self._params(answers.region))
        if listing.items or listing.is_complete:
            return known(self.operation, {"Found": bool(listing.items)})
        return listed(listing, self.member)

    def _counted(self, answer: Answer) -> Answer:
        if answer.parsed is None:
            return answer
        count = answer.parsed.get("AccountUsage", {}).get(self.member)
        if count is None:
            why = f"the answer lacks {self.member}"
            return Answer(self.operation, error_code="Incomplete", error_message=why)
        return known(self.operation, {"Found": count > 0})

    def _params(self, region: str) -> dict[str, Any]:
        confined = {self.region_parameter: region} if self.region_parameter else {}
        return {**self.shortest, **confined}


BUCKETS = Workload("s3:ListBuckets", "Buckets", {"MaxBuckets": 1}, "BucketRegion")
CONTAINER_CLUSTERS = Workload("ecs:ListClusters", "clusterArns", {"maxResults": 1})
DATABASES = Workload("rds:DescribeDBInstances", "DBInstances", {"MaxRecords": 20})
FUNCTIONS = Workload("lambda:GetAccountSettings", "FunctionCount", is_count=True)
INSTANCES = Workload("ec2:DescribeInstances", "Reservations", {"MaxResults": 5})
KUBERNETES_CLUSTERS = Workload("eks:ListClusters", "clusters", {"maxResults": 1})
ALL = (BUCKETS, CONTAINER_CLUSTERS, DATABASES, FUNCTIONS, INSTANCES, KUBERNETES_CLUSTERS)
ACTIONS = (
    "ec2:DescribeInstances",
    "ecs:ListClusters",
    "eks:ListClusters",
    "lambda:GetAccountSettings",
    "rds:DescribeDBInstances",
    "s3:ListAllMyBuckets",
)
