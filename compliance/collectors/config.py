"""AWS Config: what a region records and how long, its rules, and how much it has counted."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from compliance.aws.answers import Answer, Answers
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.resource import Population, Resource, listed

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

# One a region, also where nothing is recorded.
RECORDING = "AWS::Config::ConfigurationRecorder"

RECORDERS = "config:DescribeConfigurationRecorders"
STATUS = "config:DescribeConfigurationRecorderStatus"
CHANNELS = "config:DescribeDeliveryChannelStatus"
RETENTION = ("config:DescribeRetentionConfigurations", "RetentionConfigurations")
RULES = ("config:DescribeComplianceByConfigRule", "ComplianceByConfigRules")
COUNTS = ("config:GetDiscoveredResourceCounts", "resourceCounts")


def collect(reader: "Reader") -> None:
    """What is set up in the region; where it records, also what it has counted.

    Asked for no recorder by name, Config tells of the customer's own and of none that another
    AWS service runs (Config API, DescribeConfigurationRecorders).
    """
    recorders = reader.call(RECORDERS)
    if _recorders(recorders):
        status = reader.call(STATUS)
        reader.call(CHANNELS)
        if _records(status):
            # Config API, GetDiscoveredResourceCounts: 100 types a page at most.
            reader.pages(*COUNTS, limit=100)
    reader.pages(*RETENTION)
    reader.pages(*RULES)


def describe(answers: Answers) -> Iterator[Population]:
    """The region's recording, and beside it the counts of a recorder that is running."""
    arn = f"arn:{answers.partition}:config:{answers.region}:{answers.account_id}"
    arn = f"{arn}:configuration-recorder"
    recorders = answers.one(RECORDERS)
    status = answers.one(STATUS)
    facts = {
        "recorders": recorders,
        "status": status,
        "channels": answers.one(CHANNELS),
        "retention": listed(answers.listing(*RETENTION), RETENTION[1]),
        "rules": listed(answers.listing(*RULES), RULES[1]),
    }
    counted: dict[str, int] = {}
    if _records(status):
        counts = answers.listing(*COUNTS)
        facts["counts"] = listed(counts, COUNTS[1])
        counted = {one["resourceType"]: one["count"] for one in counts.items}
    yield Population(
        arn=arn,
        type=RECORDING,
        account_id=answers.account_id,
        region=answers.region,
        operation=RECORDERS,
        resources=[
            Resource(arn, RECORDING, "recording", answers.account_id, answers.region, facts)
        ],
        counted=counted,
    )


def _recorders(answer: Answer) -> list[Mapping[str, Any]]:
    return list((answer.parsed or {}).get("ConfigurationRecorders", ()))


def _records(answer: Answer) -> bool:
    found = (answer.parsed or {}).get("ConfigurationRecordersStatus", ())
    return any(one.get("recording") is True for one in found)


register(
    Collector(
        name="config",
        scope=Scope.REGIONAL,
        version=1,
        actions=(
            "config:DescribeComplianceByConfigRule",
            "config:DescribeConfigurationRecorderStatus",
            "config:DescribeConfigurationRecorders",
            "config:DescribeDeliveryChannelStatus",
            "config:DescribeRetentionConfigurations",
            "config:GetDiscoveredResourceCounts",
        ),
        resource_types=(RECORDING,),
        collect=collect,
        describe=describe,
    )
)
