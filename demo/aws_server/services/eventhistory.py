"""AWS CloudTrail's LookupEvents, which moto lacks (CloudTrail API Reference)."""

import base64
import hashlib
import json
import time
from collections.abc import Mapping
from typing import Any

from demo.aws_server.answer import AwsError
from demo.aws_server.call import Call
from demo.aws_server.memory import Memory

MOST = 50
KEPT_SECONDS = 90 * 86_400
# What events can be looked up by: members of their own, and of the resources they are about.
MEMBERS = ("AccessKeyId", "EventId", "EventName", "EventSource", "ReadOnly", "Username")
OF_RESOURCES = ("ResourceName", "ResourceType")


def lookup_events(call: Call, memory: Memory) -> dict[str, Any]:
    """The newest first, of a span to which both ends belong, a page at a time.

    :raises AwsError: as AWS refuses a span, an attribute, a number or a token.
    """
    begin, end = _span(call.params)
    limit = _limit(call.params.get("MaxResults"))
    attribute = _attribute(call.params)
    fitting = [
        one
        for one in memory.events.of(call)
        if begin <= int(one["EventTime"]) <= end and _matches(one, *attribute)
    ]
    fitting.sort(key=lambda one: (-one["EventTime"], one["EventId"]))
    start = _start(call.params)
    answer: dict[str, Any] = {"Events": fitting[start : start + limit]}
    if start + limit < len(fitting):
        answer["NextToken"] = _token(call.params, start + limit)
    return answer


def _span(params: Mapping[str, Any]) -> tuple[float, float]:
    now = time.time()
    begin, end = float(params.get("StartTime") or 0), float(params.get("EndTime") or now)
    if begin > end:
        raise AwsError("InvalidTimeRangeException", "Start time cannot be after end time.")
    return max(begin, now - KEPT_SECONDS), end


def _limit(given: object) -> int:
    limit = int(str(given)) if given is not None else MOST
    if not 1 <= limit <= MOST:
        raise AwsError("InvalidMaxResultsException", "Max results must be between 1 and 50.")
    return limit


def _attribute(params: Mapping[str, Any]) -> tuple[str, str]:
    """What is looked up, and its value; of an empty name where nothing narrows."""
    attributes = params.get("LookupAttributes") or []
    if len(attributes) > 1:
        raise AwsError("InvalidLookupAttributesException", "Only one attribute is supported.")
    for one in attributes:
        if one["AttributeKey"] not in (*MEMBERS, *OF_RESOURCES):
            raise AwsError("InvalidLookupAttributesException", "There is no such attribute.")
        return one["AttributeKey"], one["AttributeValue"]
    return "", ""


def _matches(event: Mapping[str, Any], attribute: str, wanted: str) -> bool:
    if attribute in OF_RESOURCES:
        return wanted in [one.get(attribute) for one in event.get("Resources") or ()]
    return not attribute or bool(event.get(attribute) == wanted)


def _start(params: Mapping[str, Any]) -> int:
    """Where the page begins that a token names; one is of no use with other parameters."""
    token = params.get("NextToken")
    if not token:
        return 0
    try:
        start = int(base64.urlsafe_b64decode(str(token)).partition(b":")[0])
    except ValueError as error:
        raise _invalid_token() from error
    if _token(params, start) != token:
        raise _invalid_token()
    return start


def _token(params: Mapping[str, Any], start: int) -> str:
    asked = {name: one for name, one in params.items() if name != "NextToken"}
    digest = hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:16]
    return base64.urlsafe_b64encode(f"{start}:{digest}".encode()).decode()


def _invalid_token() -> AwsError:
    return AwsError("InvalidNextTokenException", "The token is invalid.")


INSTEAD = {"cloudtrail:LookupEvents": lookup_events}
