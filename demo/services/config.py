"""Declare recorders of AWS Config with their deliveries, rules and counts, which moto lacks."""

from typing import Any

from demo.estate import Declared
from demo.planting import Plot
from demo.service import Kind, Service, itself

NAME = "default"
ARN = "arn:aws:config:{region}:{account}:configuration-recorder"
# What a recorder is set to record, by the word in a declaration.
GROUPS: dict[str, dict[str, Any]] = {
    "everything": {"allSupported": True, "includeGlobalResourceTypes": True},
    "regional": {"allSupported": True, "includeGlobalResourceTypes": False},
}


def plant_recorder(plot: Plot, region: str) -> None:
    """What Config answers in a region; one that nobody touched is left to the server."""
    (recording,) = itself("recordings", ARN)(plot, region)
    declared = recording.declared
    if "recorder" in declared:
        _record(plot, region, declared["recorder"])
    _judge(plot, region, declared)
    for operation in declared.get("deny", ()):
        plot.deny("config", operation, region, {})


def _record(plot: Plot, region: str, recorder: Declared) -> None:
    described: dict[str, Any] = {"name": NAME, "recordingGroup": _group(recorder)}
    if "service" in recorder:
        described |= {"servicePrincipal": recorder["service"], "recordingScope": "INTERNAL"}
    plot.answer(
        "config:DescribeConfigurationRecorders", region, {"ConfigurationRecorders": [described]}
    )
    status = {
        "name": NAME,
        "recording": recorder.get("runs", True),
        "lastStatus": recorder.get("last", "Success"),
        "lastStartTime": plot.ago(300),
    }
    if status["lastStatus"] == "Failure":
        status["lastErrorCode"] = "InsufficientDeliveryPolicyException"
    plot.answer(
        "config:DescribeConfigurationRecorderStatus",
        region,
        {"ConfigurationRecordersStatus": [status]},
    )
    delivery = {"lastStatus": recorder.get("delivery", "Success")}
    channel = {"name": NAME, "configHistoryDeliveryInfo": delivery}
    plot.answer(
        "config:DescribeDeliveryChannelStatus", region, {"DeliveryChannelsStatus": [channel]}
    )
    counts = [
        {"resourceType": name, "count": count}
        for name, count in recorder.get("counts", {}).items()
    ]
    plot.answer("config:GetDiscoveredResourceCounts", region, {"resourceCounts": counts})


def _group(recorder: Declared) -> dict[str, Any]:
    if "only" in recorder:
        strategy = {"useOnly": "INCLUSION_BY_RESOURCE_TYPES"}
        return {"resourceTypes": list(recorder["only"]), "recordingStrategy": strategy}
    if "without" in recorder:
        strategy = {"useOnly": "EXCLUSION_BY_RESOURCE_TYPES"}
        left_out = {"resourceTypes": list(recorder["without"])}
        return {"exclusionByResourceTypes": left_out, "recordingStrategy": strategy}
    return GROUPS[recorder.get("records", "everything")]


def _judge(plot: Plot, region: str, here: Declared) -> None:
    """How long history is kept, and what came of the rules."""
    if "kept_days" in here:
        period = {"Name": NAME, "RetentionPeriodInDays": here["kept_days"]}
        plot.answer(
            "config:DescribeRetentionConfigurations", region, {"RetentionConfigurations": [period]}
        )
    rules = [
        {"ConfigRuleName": f"{result.lower()}-{number}", "Compliance": {"ComplianceType": result}}
        for result, count in here.get("rules", {}).items()
        for number in range(1, count + 1)
    ]
    plot.answer(
        "config:DescribeComplianceByConfigRule", region, {"ComplianceByConfigRules": rules}
    )


SERVICE = Service(
    name="config",
    plant=plant_recorder,
    kinds=(
        Kind(
            name="recording",
            controls=("config.noncompliant-rules", "config.recorder-on", "config.retention"),
            planted=itself("recordings", ARN),
            population="",
        ),
    ),
)
