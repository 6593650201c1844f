"""Amazon CloudWatch: alarms, and how many are told by the SNS topics that they name."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from compliance.aws.answers import Answers, Listing
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.resource import Population, Resource, known

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

ALARM = "AWS::CloudWatch::Alarm"
COMPOSITE_ALARM = "AWS::CloudWatch::CompositeAlarm"
ALARM_TOPIC = "AWS::SNS::Topic (alarms)"

OPERATION = "cloudwatch:DescribeAlarms"
METRIC_ALARMS = "MetricAlarms"
COMPOSITE_ALARMS = "CompositeAlarms"
# Only metric alarms come unless the types are named (CloudWatch API, DescribeAlarms).
ALARM_TYPES = ["CompositeAlarm", "MetricAlarm"]
TOPIC_ATTRIBUTES = "sns:GetTopicAttributes"


def collect(reader: "Reader") -> None:
    """List alarms, 100 a page, and ask each topic that one of them names for its attributes.

    They count the subscriptions, those of other accounts too, and do not tell the addresses,
    which are people's, or have a key of another system in them.
    """
    alarms = reader.pages(OPERATION, METRIC_ALARMS, AlarmTypes=ALARM_TYPES, MaxRecords=100)
    reader.each(partial(_collect_topic, reader), _topics(alarms.items))


def _collect_topic(reader: "Reader", arn: str) -> None:
    reader.call(TOPIC_ATTRIBUTES, TopicArn=arn)


def _topics(alarms: Sequence[Mapping[str, Any]]) -> list[str]:
    """The topics to which metric alarms are sent, by ARN."""
    actions = {action for one in alarms for action in one.get("AlarmActions") or ()}
    return sorted(one for one in actions if is_topic(one))


def is_topic(arn: str) -> bool:
    """Whether an action of an alarm is an SNS topic."""
    return arn.split(":")[2:3] == ["sns"]


def describe(answers: Answers) -> Iterator[Population]:
    """Alarms of both types with the list's entry; topics with their attributes."""
    alarms = answers.listing(OPERATION, METRIC_ALARMS)
    yield _alarms(answers, alarms, ALARM, "metric alarms")
    composite = answers.listing(OPERATION, COMPOSITE_ALARMS)
    yield _alarms(answers, composite, COMPOSITE_ALARM, "composite alarms")
    topics = _topics(alarms.items)
    yield Population(
        arn=f"arn:{answers.partition}:sns:{answers.region}:{answers.account_id}:*",
        type=ALARM_TOPIC,
        account_id=answers.account_id,
        region=answers.region,
        operation=OPERATION,
        resources=[
            Resource(
                arn=one,
                type=ALARM_TOPIC,
                name=one.rpartition(":")[2],
                account_id=answers.account_id,
                region=answers.region,
                facts={"topic": answers.one(TOPIC_ATTRIBUTES, TopicArn=one)},
            )
            for one in topics
        ],
        error=alarms.error,
        count_statement=f"{alarms.count_statement('metric alarms')}, none with an SNS topic",
    )


def _alarms(answers: Answers, listing: Listing, kind: str, things: str) -> Population:
    return Population(
        arn=f"arn:{answers.partition}:cloudwatch:{answers.region}:{answers.account_id}:alarm:*",
        type=kind,
        account_id=answers.account_id,
        region=answers.region,
        operation=OPERATION,
        resources=[
            Resource(
                arn=one["AlarmArn"],
                type=kind,
                name=one["AlarmName"],
                account_id=answers.account_id,
                region=answers.region,
                facts={"alarm": known(OPERATION, one)},
            )
            for one in listing.items
        ],
        error=listing.error,
        count_statement=listing.count_statement(things),
    )


register(
    Collector(
        name="cloudwatch",
        scope=Scope.REGIONAL,
        version=1,
        actions=("cloudwatch:DescribeAlarms", "sns:GetTopicAttributes"),
        resource_types=(ALARM, COMPOSITE_ALARM, ALARM_TOPIC),
        collect=collect,
        describe=describe,
    )
)
