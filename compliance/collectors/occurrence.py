"""Events of an account's history, as CloudTrail tells them, and the spans that were read of it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

Members = Mapping[str, Any]


class Kind(StrEnum):
    """What an event is of; one may be of several kinds, as a sign-in of the root user is."""

    ROOT_USE = "root_use"
    KEY_POLICY_CHANGE = "key_policy_change"
    TRAIL_CHANGE = "trail_change"
    CONSOLE_SIGN_IN = "console_sign_in"
    SIGN_IN_WITHOUT_MFA = "sign_in_without_mfa"
    SECRET_READ = "secret_read"  # noqa: S105 -- a kind, no secret

    @property
    def label(self) -> str:
        """As people read it."""
        return LABELS[self]


LABELS = {
    Kind.ROOT_USE: "Root user",
    Kind.KEY_POLICY_CHANGE: "Key policy change",
    Kind.TRAIL_CHANGE: "Trail change",
    Kind.CONSOLE_SIGN_IN: "Console sign-in",
    Kind.SIGN_IN_WITHOUT_MFA: "Sign-in without MFA",
    Kind.SECRET_READ: "Secret read",
}


class Mfa(StrEnum):
    """Whether the event says that its caller had proven a second factor to AWS."""

    USED = "used"
    NOT_USED = "not_used"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Event:
    """One event. `call` is the number of the call in the receipt whose answer has it.

    `error` is why AWS refused what was tried; empty where it was done. `source` is an IP address,
    or the name of the service that called.
    """

    id: str
    at: datetime
    name: str
    kinds: tuple[Kind, ...]
    who: str
    source: str
    resources: tuple[str, ...]
    mfa: Mfa
    error: str
    call: int


@dataclass(frozen=True)
class Window:
    """A span of which every event that a lookup finds was read; both ends belong to it."""

    lookup: str
    begins_at: datetime
    ends_at: datetime
    events: Sequence[Event]


CLOUDTRAIL = "cloudtrail.amazonaws.com"
SIGN_IN = ("signin.amazonaws.com", "ConsoleLogin")
BY_NAME: Mapping[tuple[str, str], Kind] = {
    ("kms.amazonaws.com", "PutKeyPolicy"): Kind.KEY_POLICY_CHANGE,
    (CLOUDTRAIL, "StopLogging"): Kind.TRAIL_CHANGE,
    (CLOUDTRAIL, "DeleteTrail"): Kind.TRAIL_CHANGE,
    (CLOUDTRAIL, "UpdateTrail"): Kind.TRAIL_CHANGE,
    (CLOUDTRAIL, "PutEventSelectors"): Kind.TRAIL_CHANGE,
    SIGN_IN: Kind.CONSOLE_SIGN_IN,
    # BatchGetSecretValue leaves one such event for each secret (Secrets Manager API Reference).
    ("secretsmanager.amazonaws.com", "GetSecretValue"): Kind.SECRET_READ,
}
# Of these AWS itself checks the second factor; of others whoever they come from may have.
AWS_CHECKS_MFA = ("Root", "IAMUser")
# Parameters that name what an event is about where it lists no resources.
NAMING = ("secretId", "keyId", "trailName", "name")


def event_of(item: Members, call: int) -> Event:
    """The event that an item of LookupEvents tells; of no kind if it is none that is asked after.

    What its own JSON does not say is unknown, and never counts in anybody's favour.
    """
    told = _told(item)
    mfa, error = _mfa(told), _error(told)
    return Event(
        id=_plain(item["EventId"]),
        at=item["EventTime"].astimezone(UTC),
        name=_plain(item.get("EventName")),
        kinds=tuple(_kinds(item, told, mfa, error)),
        who=_who(item, told),
        source=_plain(told.get("sourceIPAddress")),
        resources=tuple(dict.fromkeys(_resources(item, told))),
        mfa=mfa,
        error=error,
        call=call,
    )


def _told(item: Members) -> Members:
    """The event as CloudTrail keeps it, JSON within the answer's JSON; empty if it is none."""
    try:
        told = json.loads(item.get("CloudTrailEvent") or "{}")
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _kinds(item: Members, told: Members, mfa: Mfa, error: str) -> Iterator[Kind]:
    if _is_of_root(item, told):
        yield Kind.ROOT_USE
    name = (item.get("EventSource", ""), item.get("EventName", ""))
    if name in BY_NAME:
        yield BY_NAME[name]
    if name == SIGN_IN and mfa is Mfa.NOT_USED and not error:
        yield Kind.SIGN_IN_WITHOUT_MFA


def _is_of_root(item: Members, told: Members) -> bool:
    """The root user's own doing, as CIS AWS Foundations 4.3 filters it: no service in its name.

    A user or a session may have the name root too; where the event does not say what it is, it
    counts as the root user's.
    """
    identity = _inside(told, "userIdentity")
    if not identity.get("type"):
        return bool(item.get("Username") == "root")
    is_service = "invokedBy" in identity or told.get("eventType") == "AwsServiceEvent"
    return bool(identity["type"] == "Root") and not is_service


def _who(item: Members, told: Members) -> str:
    identity = _inside(told, "userIdentity")
    names = (identity.get(one) for one in ("arn", "userName", "invokedBy", "principalId"))
    return next((_plain(one) for one in names if one), _plain(item.get("Username")))


def _mfa(told: Members) -> Mfa:
    """What the event says: a sign-in by MFAUsed, anything else by its session's attributes."""
    identity = _inside(told, "userIdentity")
    said = _inside(told, "additionalEventData").get("MFAUsed")
    if said is None:
        said = _inside(identity, "sessionContext", "attributes").get("mfaAuthenticated")
    if str(said).lower() in {"yes", "true"}:
        return Mfa.USED
    if str(said).lower() in {"no", "false"} and identity.get("type") in AWS_CHECKS_MFA:
        return Mfa.NOT_USED
    return Mfa.UNKNOWN


def _error(told: Members) -> str:
    if told.get("errorCode"):
        return _plain(told["errorCode"])
    is_failure = _inside(told, "responseElements").get("ConsoleLogin") == "Failure"
    return _plain(told.get("errorMessage") or "Failure") if is_failure else ""


def _resources(item: Members, told: Members) -> Iterator[str]:
    named = [one.get("ResourceName") for one in item.get("Resources") or ()]
    listed = told.get("resources")
    named += [one.get("ARN") for one in listed or () if isinstance(one, dict)]
    if not any(named):
        asked = _inside(told, "requestParameters")
        named = [asked.get(name) for name in NAMING]
    yield from (_plain(one) for one in named if one)


def _inside(told: Members, *way: str) -> Members:
    place: Any = told
    for name in way:
        place = place.get(name)
        if not isinstance(place, dict):
            return {}
    return place  # type: ignore[no-any-return]  # whatever JSON has there


def _plain(given: object) -> str:
    """Text that a database takes: who makes an event chooses some of its characters."""
    text = given if isinstance(given, str) else "" if given is None else json.dumps(given)
    return text.encode("utf-8", "replace").decode().replace("\x00", "\ufffd")
