"""AWS CloudTrail Lake: event data stores with their settings."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from compliance.aws.answers import Answers
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.resource import Population, Resource

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

EVENT_DATA_STORE = "AWS::CloudTrail::EventDataStore"

STORES = ("cloudtrail:ListEventDataStores", "EventDataStores")
GET_STORE = "cloudtrail:GetEventDataStore"


def collect(reader: "Reader") -> None:
    """List the stores, then get each: the list does not tell of keys."""
    # CloudTrail API, ListEventDataStores: up to 1,000 a page.
    stores = reader.pages(*STORES, MaxResults=1000)
    arns = [one["EventDataStoreArn"] for one in stores.items]
    reader.each(partial(_collect_store, reader), arns)


def _collect_store(reader: "Reader", arn: str) -> None:
    reader.call(GET_STORE, EventDataStore=arn)


def describe(answers: Answers) -> Iterator[Population]:
    """Each event data store with its settings, those that wait for their deletion too."""
    stores = answers.listing(*STORES)
    prefix = f"arn:{answers.partition}:cloudtrail:{answers.region}:{answers.account_id}"
    yield Population(
        arn=f"{prefix}:eventdatastore/*",
        type=EVENT_DATA_STORE,
        account_id=answers.account_id,
        region=answers.region,
        operation=stores.operation,
        resources=[
            Resource(
                arn=one["EventDataStoreArn"],
                type=EVENT_DATA_STORE,
                name=one.get("Name", one["EventDataStoreArn"]),
                account_id=answers.account_id,
                region=answers.region,
                facts={"store": answers.one(GET_STORE, EventDataStore=one["EventDataStoreArn"])},
            )
            for one in stores.items
        ],
        error=stores.error,
        count_statement=stores.count_statement("event data stores"),
    )


register(
    Collector(
        name="eventdatastores",
        scope=Scope.REGIONAL,
        version=1,
        actions=("cloudtrail:GetEventDataStore", "cloudtrail:ListEventDataStores"),
        resource_types=(EVENT_DATA_STORE,),
        collect=collect,
        describe=describe,
    )
)
