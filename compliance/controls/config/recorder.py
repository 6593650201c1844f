"""The recorder that a customer set up in a region: whether it runs, and what it records."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from compliance.collectors.config import RECORDING
from compliance.collectors.resource import Estate, Resource
from compliance.controls.cloudtrail.proof import any_holds

Recorder = Mapping[str, Any]

# Config API, RecordingGroup: the types that `includeGlobalResourceTypes` is about.
IAM_TYPES = ("AWS::IAM::Group", "AWS::IAM::Policy", "AWS::IAM::Role", "AWS::IAM::User")
# In Regions that Config came to after February 2022 it cannot record them; these are the others
# (Config API, RecordingGroup).
IAM_REGIONS = frozenset(
    {
        "af-south-1",
        "ap-east-1",
        "ap-northeast-1",
        "ap-northeast-2",
        "ap-northeast-3",
        "ap-south-1",
        "ap-southeast-1",
        "ap-southeast-2",
        "ap-southeast-3",
        "ca-central-1",
        "cn-north-1",
        "cn-northwest-1",
        "eu-central-1",
        "eu-north-1",
        "eu-south-1",
        "eu-west-1",
        "eu-west-2",
        "eu-west-3",
        "me-south-1",
        "sa-east-1",
        "us-east-1",
        "us-east-2",
        "us-gov-east-1",
        "us-gov-west-1",
        "us-west-1",
        "us-west-2",
    }
)


def own_recorder(place: Resource) -> Recorder | None:
    """The region's customer managed recorder; None where there is none.

    A service-linked one (as Security Hub's) records for its service alone, and its items are
    internal: nobody in the account sees a history.

    :raises NotCollected: the recorders were not read.
    """
    for one in place["recorders"].get("ConfigurationRecorders", ()):
        if not one.get("servicePrincipal") and one.get("recordingScope", "PAID") == "PAID":
            recorder: Recorder = one
            return recorder
    return None


def status_of(place: Resource, recorder: Recorder) -> Mapping[str, Any]:
    """What the region says of the recorder's running; empty if nothing.

    :raises NotCollected: the status was not read.
    """
    for one in place["status"].get("ConfigurationRecordersStatus", ()):
        if one.get("name") == recorder.get("name"):
            status: Mapping[str, Any] = one
            return status
    return {}


def unrecorded(recorder: Recorder, kinds: Sequence[str]) -> list[str]:
    """The resource types that the recorder leaves out, sorted."""
    return sorted(kind for kind in kinds if not _records(recorder.get("recordingGroup", {}), kind))


def is_recorded_somewhere(estate: Estate, kinds: Sequence[str]) -> bool:
    """Whether one region's running recorder records the types, which each may record for all.

    :raises NotCollected: none is known to, and a region was not read.
    """
    places = sorted(estate.known(RECORDING), key=lambda place: place.region)
    if any_holds(partial(_records_all, place, kinds) for place in places):
        return True
    estate.every(RECORDING)
    return False


def failed_deliveries(place: Resource) -> Iterator[str]:
    """What the region's delivery channels failed to deliver last, with the error's code.

    :raises NotCollected: the channels' status was not read.
    """
    for channel in place["channels"].get("DeliveryChannelsStatus", ()):
        for member, what in (
            ("configHistoryDeliveryInfo", "history"),
            ("configSnapshotDeliveryInfo", "snapshots"),
            ("configStreamDeliveryInfo", "notifications"),
        ):
            told = channel.get(member, {})
            if told.get("lastStatus") == "Failure":
                yield f"{what} ({told.get('lastErrorCode', 'no code')})"


def _records_all(place: Resource, kinds: Sequence[str]) -> bool:
    recorder = own_recorder(place)
    if recorder is None or place.region not in IAM_REGIONS:
        return False
    if unrecorded(recorder, kinds):
        return False
    return status_of(place, recorder).get("recording") is True


def _records(group: Mapping[str, Any], kind: str) -> bool:
    """Whether a recording group has the type, by the strategy that it uses."""
    strategy = group.get("recordingStrategy", {}).get("useOnly")
    if strategy == "EXCLUSION_BY_RESOURCE_TYPES":
        return kind not in group.get("exclusionByResourceTypes", {}).get("resourceTypes", ())
    if kind in group.get("resourceTypes", ()):
        return True
    everything = group.get("allSupported") is True or strategy == "ALL_SUPPORTED_RESOURCE_TYPES"
    return everything and (
        kind not in IAM_TYPES or group.get("includeGlobalResourceTypes") is True
    )
