"""AWS CloudTrail where moto answers otherwise (CloudTrail API Reference)."""

import time
from typing import Any

from moto.cloudtrail.models import cloudtrail_backends

from demo.aws_server.call import Call
from demo.aws_server.memory import Memory

Members = dict[str, Any]

# CreateTrail: "a trail that logs all read and write management events" is what one starts with.
DEFAULT_SELECTOR = {
    "ReadWriteType": "All",
    "IncludeManagementEvents": True,
    "DataResources": [],
    "ExcludeManagementEventSources": [],
}
# CloudTrail delivers about every 5 minutes, digests every hour.
DELIVERED_SECONDS_AGO = 240
DIGEST_SECONDS_AGO = 1800
STREAMED_SECONDS_AGO = 120


def describe_trails(call: Call, answer: Members, memory: Memory) -> Members:
    """Whether selectors were set, only the trails that were named, and no null members."""
    named = set(call.params.get("trailNameList") or ())
    entries = [_entry(one, memory) for one in answer["trailList"]]
    far = [arn for arn in named if arn.startswith("arn:")]
    entries += _far_away(call, far, {one["TrailARN"] for one in entries}, memory)
    chosen = [one for one in entries if not named or named & {one["Name"], one["TrailARN"]}]
    return {"trailList": chosen}


def trail_status(call: Call, answer: Members, memory: Memory) -> Members:
    """Deliveries that happened while the trail was logging; absent dates are left out."""
    status = {name: one for name, one in answer.items() if one not in ("", None)}
    trail = _trail(call.account, str(call.params["Name"]), call.region)
    if status.get("IsLogging"):
        entry = _entry(trail.description(include_region=True), memory)
        now, started = time.time(), status.get("StartLoggingTime", 0)
        status["LatestDeliveryTime"] = max(started, now - DELIVERED_SECONDS_AGO)
        if entry.get("LogFileValidationEnabled"):
            status["LatestDigestDeliveryTime"] = max(started, now - DIGEST_SECONDS_AGO)
        if entry.get("CloudWatchLogsLogGroupArn"):
            status["LatestCloudWatchLogsDeliveryTime"] = max(started, now - STREAMED_SECONDS_AGO)
    return memory.overrides.over("cloudtrail:GetTrailStatus", trail.arn, status)


def event_selectors(_call: Call, answer: Members, _memory: Memory) -> Members:
    """One kind of selectors; those of a fresh trail record all management events."""
    basic = answer.get("EventSelectors")
    advanced = answer.get("AdvancedEventSelectors")
    selectors: Members = {"TrailARN": answer["TrailARN"]}
    if basic or not advanced:
        filled = [{**DEFAULT_SELECTOR, **one} for one in basic or [DEFAULT_SELECTOR]]
        return selectors | {"EventSelectors": filled}
    return selectors | {"AdvancedEventSelectors": advanced}


def event_data_stores(_call: Call, _memory: Memory) -> Members:
    """There are none."""
    return {"EventDataStores": []}


CORRECTIONS = {
    "cloudtrail:DescribeTrails": describe_trails,
    "cloudtrail:GetEventSelectors": event_selectors,
    "cloudtrail:GetTrailStatus": trail_status,
}
INSTEAD = {"cloudtrail:ListEventDataStores": event_data_stores}


def _far_away(call: Call, arns: list[str], seen: set[str], memory: Memory) -> list[Members]:
    """Trails named by ARN whose home is another Region."""
    trails = [_trail(call.account, arn, arn.split(":")[3]) for arn in arns if arn not in seen]
    return [_entry(one.description(include_region=True), memory) for one in trails if one]


def _entry(one: Members, memory: Memory) -> Members:
    arn = one["TrailARN"]
    trail = _trail(arn.split(":")[4], arn, arn.split(":")[3])
    made = {
        **one,
        "HasCustomEventSelectors": bool(trail.event_selectors or trail.advanced_event_selectors),
        "HasInsightSelectors": bool(trail.insight_selectors),
    }
    return memory.overrides.over("cloudtrail:DescribeTrails", arn, made)


def _trail(account: str, name_or_arn: str, region: str) -> Any:
    """Moto's trail by ARN, or by name in a Region, in which a multi-Region one is known too."""
    backends = cloudtrail_backends[account]
    is_arn = name_or_arn.startswith("arn:")
    home = name_or_arn.split(":")[3] if is_arn else region
    name = name_or_arn.rpartition("/")[2]
    if name in backends[home].trails:
        return backends[home].trails[name]
    shadows = backends[region].describe_trails(include_shadow_trails=True)
    return next((one for one in shadows if one.trail_name == name), None)
