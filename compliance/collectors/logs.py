"""Amazon CloudWatch Logs: log groups with retention and key, and their metric filters."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compliance.aws.answers import Answers
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.resource import Population, Resource, known

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

LOG_GROUP = "AWS::Logs::LogGroup"
METRIC_FILTER = "AWS::Logs::MetricFilter"

GROUPS = ("logs:DescribeLogGroups", "logGroups")
FILTERS = ("logs:DescribeMetricFilters", "metricFilters")


def collect(reader: "Reader") -> None:
    """Two lists tell all: groups with retention and key, and every group's metric filters."""
    reader.pages(*GROUPS, limit=50)
    reader.pages(*FILTERS, limit=50)


def describe(answers: Answers) -> Iterator[Population]:
    """Log groups with the list's entry, and metric filters with theirs."""
    prefix = f"arn:{answers.partition}:logs:{answers.region}:{answers.account_id}"
    groups = answers.listing(*GROUPS)
    yield Population(
        arn=f"{prefix}:log-group:*",
        type=LOG_GROUP,
        account_id=answers.account_id,
        region=answers.region,
        operation=groups.operation,
        resources=[
            Resource(
                arn=f"{prefix}:log-group:{one['logGroupName']}",
                type=LOG_GROUP,
                name=one["logGroupName"],
                account_id=answers.account_id,
                region=answers.region,
                facts={"group": known(groups.operation, one)},
            )
            for one in groups.items
        ],
        error=groups.error,
        count_statement=groups.count_statement("log groups"),
    )
    filters = answers.listing(*FILTERS)
    yield Population(
        arn=f"{prefix}:metric-filter:*",
        type=METRIC_FILTER,
        account_id=answers.account_id,
        region=answers.region,
        operation=filters.operation,
        resources=[
            Resource(
                arn=f"{prefix}:metric-filter:{one.get('logGroupName', '')}:{one['filterName']}",
                type=METRIC_FILTER,
                name=one["filterName"],
                account_id=answers.account_id,
                region=answers.region,
                facts={"filter": known(filters.operation, one)},
            )
            for one in filters.items
        ],
        error=filters.error,
        count_statement=filters.count_statement("metric filters"),
    )


register(
    Collector(
        name="logs",
        scope=Scope.REGIONAL,
        version=1,
        actions=("logs:DescribeLogGroups", "logs:DescribeMetricFilters"),
        resource_types=(LOG_GROUP, METRIC_FILTER),
        collect=collect,
        describe=describe,
    )
)
