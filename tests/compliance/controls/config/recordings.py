"""What AWS Config records in a region, as the collector describes it."""

from collections.abc import Sequence
from typing import Any

from compliance.collectors.config import RECORDING
from compliance.collectors.resource import Resource
from compliance.controls.config.recorder import IAM_TYPES
from tests.compliance.controls.resources import HOME, OWNER, Denied, Facts, resource

ALL: Facts = {"allSupported": True, "includeGlobalResourceTypes": True}
REGIONAL: Facts = {"allSupported": True, "includeGlobalResourceTypes": False}
RUNS: Facts = {"name": "default", "recording": True, "lastStatus": "Success"}
RECORDERS_DENIED = Denied("config:DescribeConfigurationRecorders")
STATUS_DENIED = Denied("config:DescribeConfigurationRecorderStatus")
CHANNELS_DENIED = Denied("config:DescribeDeliveryChannelStatus")


def place(
    group: Facts | None = None,
    *,
    region: str = HOME,
    recorders: Facts | Denied | None = None,
    status: Facts | Denied = RUNS,
    channels: Facts | Denied | None = None,
    **facts: Facts | Denied,
) -> Resource:
    """A region in which a customer's recorder runs and records everything."""
    own = {"name": "default", "recordingGroup": ALL if group is None else group}
    told = status if isinstance(status, Denied) else {"ConfigurationRecordersStatus": [status]}
    return resource(
        f"arn:aws:config:{region}:{OWNER}:configuration-recorder",
        RECORDING,
        region,
        recorders={"ConfigurationRecorders": [own]} if recorders is None else recorders,
        status=told,
        channels={"DeliveryChannelsStatus": [{"name": "default"}]}
        if channels is None
        else channels,
        **facts,
    )


def only(kinds: Sequence[str]) -> Facts:
    """A recording group of the types named."""
    strategy = {"useOnly": "INCLUSION_BY_RESOURCE_TYPES"}
    return {"allSupported": False, "resourceTypes": list(kinds), "recordingStrategy": strategy}


def without(*kinds: str) -> Facts:
    """A recording group of all types but those named."""
    strategy = {"useOnly": "EXCLUSION_BY_RESOURCE_TYPES"}
    return {
        "allSupported": False,
        "includeGlobalResourceTypes": False,
        "resourceTypes": [],
        "exclusionByResourceTypes": {"resourceTypes": list(kinds)},
        "recordingStrategy": strategy,
    }


def delivery(member: str, **told: Any) -> Facts:
    """The status of the delivery channel."""
    return {"DeliveryChannelsStatus": [{"name": "default", member: told}]}


GLOBAL_TYPES = list(IAM_TYPES)
