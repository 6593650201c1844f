"""Declare what people and programs did: the events that CloudTrail's history tells."""

import json
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from demo.estate import Declared
from demo.planting import Plot
from demo.service import Service

# Which service an event is of, and of what type that which it is about.
SOURCES: Mapping[str, tuple[str, str]] = {
    "ConsoleLogin": ("signin.amazonaws.com", ""),
    "DeleteTrail": ("cloudtrail.amazonaws.com", "AWS::CloudTrail::Trail"),
    "GetSecretValue": ("secretsmanager.amazonaws.com", "AWS::SecretsManager::Secret"),
    "PutEventSelectors": ("cloudtrail.amazonaws.com", "AWS::CloudTrail::Trail"),
    "PutKeyPolicy": ("kms.amazonaws.com", "AWS::KMS::Key"),
    "StopLogging": ("cloudtrail.amazonaws.com", "AWS::CloudTrail::Trail"),
    "UpdateAccountPasswordPolicy": ("iam.amazonaws.com", ""),
    "UpdateTrail": ("cloudtrail.amazonaws.com", "AWS::CloudTrail::Trail"),
}
READS = ("GetSecretValue",)
HOUR = 1 / 24


def plant_events(plot: Plot, region: str) -> None:
    """Every declared event of a region; `times: 3` are three of them an hour apart."""
    for number, one in enumerate(plot.account.each("events", region)):
        for time in range(one.get("times", 1)):
            at = plot.ago(one["days_ago"] - time * HOUR)
            event_id = str(
                uuid.uuid5(uuid.NAMESPACE_URL, f"{plot.account.id} {region} {number} {time}")
            )
            event = _event(plot, region, one, event_id, at)
            plot.events.append({"account": plot.account.id, "region": region, "event": event})


def _event(plot: Plot, region: str, one: Declared, event_id: str, at: float) -> dict[str, Any]:
    source, kind = SOURCES[one["name"]]
    about = one.get("resource", "").format(region=region, account=plot.account.id)
    told = {
        "eventVersion": "1.09",
        "userIdentity": _identity(plot, one),
        "eventTime": datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "eventSource": source,
        "eventName": one["name"],
        "awsRegion": region,
        "sourceIPAddress": one["from"],
        "eventID": event_id,
        "readOnly": one["name"] in READS,
        "eventType": "AwsConsoleSignIn" if one["name"] == "ConsoleLogin" else "AwsApiCall",
        "managementEvent": True,
        "recipientAccountId": plot.account.id,
        **_outcome(one),
    }
    return {
        "EventId": event_id,
        "EventName": one["name"],
        "EventTime": at,
        "EventSource": source,
        "ReadOnly": str(told["readOnly"]).lower(),
        "Username": one["who"].rpartition("/")[2],
        "Resources": [{"ResourceType": kind, "ResourceName": about}] if about else [],
        "CloudTrailEvent": json.dumps(told, separators=(",", ":")),
    }


def _identity(plot: Plot, one: Declared) -> dict[str, Any]:
    """`root`, `user/maria` or `role/Deployer/session`, as CloudTrail writes each."""
    account, who = plot.account.id, one["who"]
    if who == "root":
        arn = f"arn:aws:iam::{account}:root"
        return {"type": "Root", "principalId": account, "arn": arn, "accountId": account}
    if who.startswith("user/"):
        name = who.partition("/")[2]
        arn = f"arn:aws:iam::{account}:user/{name}"
        return {"type": "IAMUser", "arn": arn, "accountId": account, "userName": name}
    arn = f"arn:aws:sts::{account}:assumed-{who}"
    session = {"attributes": {"mfaAuthenticated": "false"}}
    return {
        "type": "AssumedRole",
        "arn": arn,
        "accountId": account,
        "sessionContext": session,
    }


def _outcome(one: Declared) -> dict[str, Any]:
    if one["name"] == "ConsoleLogin":
        return {
            "additionalEventData": {"MFAUsed": "Yes" if one.get("mfa") else "No"},
            "responseElements": {"ConsoleLogin": "Failure" if one.get("error") else "Success"},
            **({"errorMessage": one["error"]} if one.get("error") else {}),
        }
    return {"errorCode": one["error"]} if one.get("error") else {}


SERVICE = Service(name="eventhistory", plant=plant_events)
