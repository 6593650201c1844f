"""Which regions the account has enabled."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.aws.answers import Answers, Listing
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.resource import Population, Resource, known

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

REGION = "AWS::EC2::Region"

OPERATION = "ec2:DescribeRegions"


def collect(reader: "Reader") -> None:
    """One call, which is not paged."""
    reader.call(OPERATION, AllRegions=True)


def describe(answers: Answers) -> Iterator[Population]:
    """Every region of the partition, with its opt-in status."""
    answer = answers.one(OPERATION, AllRegions=True)
    if answer.parsed is None:
        regions = Listing(OPERATION, (), 0, answer.error)
    elif not answer.parsed.get("Regions"):
        regions = Listing(OPERATION, (), 1, "the answer names no region")
    else:
        regions = Listing(OPERATION, answer.parsed["Regions"], 1)
    prefix = f"arn:{answers.partition}:ec2::{answers.account_id}:region"
    yield Population(
        arn=f"{prefix}/*",
        type=REGION,
        account_id=answers.account_id,
        region=answers.region,
        operation=OPERATION,
        resources=[
            Resource(
                arn=f"{prefix}/{one['RegionName']}",
                type=REGION,
                name=one["RegionName"],
                account_id=answers.account_id,
                region=answers.region,
                facts={"region": known(OPERATION, one)},
            )
            for one in regions.items
        ],
        error=regions.error,
        count_statement=regions.count_statement("regions"),
    )


register(
    Collector(
        name="regions",
        scope=Scope.GLOBAL,
        version=1,
        actions=("ec2:DescribeRegions",),
        resource_types=(REGION,),
        collect=collect,
        describe=describe,
    )
)
