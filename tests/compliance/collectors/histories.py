"""Events as an account's history has them, for the server to answer."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from tests.demo.serving import OWN_ACCOUNT, Server

REGION = "eu-west-1"
USER = {"type": "IAMUser", "arn": f"arn:aws:iam::{OWN_ACCOUNT}:user/maria", "userName": "maria"}
ROOT = {"type": "Root", "arn": f"arn:aws:iam::{OWN_ACCOUNT}:root"}
SOURCES = {
    "ConsoleLogin": "signin.amazonaws.com",
    "GetSecretValue": "secretsmanager.amazonaws.com",
    "PutKeyPolicy": "kms.amazonaws.com",
}


def event(event_id: str, name: str, at: datetime, **told: Any) -> dict[str, Any]:
    """An event of this name, by USER unless `told`, which its own JSON has, says another."""
    identity = told.setdefault("userIdentity", USER)
    return {
        "EventId": event_id,
        "EventName": name,
        "EventTime": at.timestamp(),
        "EventSource": SOURCES.get(name, "cloudtrail.amazonaws.com"),
        "Username": "root" if identity["type"] == "Root" else identity.get("userName", "session"),
        "CloudTrailEvent": json.dumps({"eventName": name, **told}),
    }


def happened(server: Server, events: Iterable[dict[str, Any]], region: str = REGION) -> None:
    """Have the server's own account remember the events."""
    place = {"account": OWN_ACCOUNT, "region": region}
    assert not server.post("events", [{**place, "event": one} for one in events])


def whole_second(at: datetime) -> datetime:
    """The second in which it lies."""
    return at.astimezone(UTC).replace(microsecond=0)
