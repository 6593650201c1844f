"""Declare event data stores of CloudTrail Lake, which the emulator lacks."""

import uuid
from collections.abc import Iterator
from typing import Any

from demo.estate import Declared
from demo.planting import Plot
from demo.service import Kind, Planted, Service
from demo.services.kms import key_arn


def plant_stores(plot: Plot, region: str) -> None:
    """The declared event data stores of a region, listed and each by its ARN."""
    stores = list(plot.account.each("event_data_stores", region))
    if not stores:
        return
    listed = [{"EventDataStoreArn": _arn(plot, one), "Name": one["name"]} for one in stores]
    plot.answer("cloudtrail:ListEventDataStores", region, {"EventDataStores": listed})
    for one in stores:
        arn = {"EventDataStore": _arn(plot, one)}
        plot.answer("cloudtrail:GetEventDataStore", region, _store(plot, one), arn)
        for operation in one.get("deny", ()):
            plot.deny("cloudtrail", operation, region, arn)


def _store(plot: Plot, one: Declared) -> dict[str, Any]:
    made = {
        "EventDataStoreArn": _arn(plot, one),
        "Name": one["name"],
        "Status": one.get("status", "ENABLED"),
        "MultiRegionEnabled": one.get("multi_region", True),
        "OrganizationEnabled": False,
        "RetentionPeriod": one.get("keep_days", 2557),
        "TerminationProtectionEnabled": one.get("protected", True),
        "BillingMode": "EXTENDABLE_RETENTION_PRICING",
        "CreatedTimestamp": plot.ago(700),
        "UpdatedTimestamp": plot.ago(90),
    }
    if "key" in one:
        made["KmsKeyId"] = key_arn(plot, one["region"], one["key"])
    return made


def _arn(plot: Plot, one: Declared) -> str:
    name = uuid.uuid5(uuid.NAMESPACE_DNS, f"{plot.account.id}.{one['region']}.{one['name']}")
    return f"arn:aws:cloudtrail:{one['region']}:{plot.account.id}:eventdatastore/{name}"


def _planted(plot: Plot, region: str) -> Iterator[Planted]:
    for one in plot.account.each("event_data_stores", region):
        yield Planted(_arn(plot, one), region, one)


SERVICE = Service(
    name="eventdatastores",
    plant=plant_stores,
    after=("kms",),
    kinds=(
        Kind(
            name="event_data_store",
            controls=("cloudtrail.event-data-store-protected",),
            planted=_planted,
            population="arn:aws:cloudtrail:{region}:{account}:eventdatastore/*",
        ),
    ),
)
