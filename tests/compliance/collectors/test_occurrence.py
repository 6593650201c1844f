"""What is made of an event: of which kinds it is, who did it, and with which second factor."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from compliance.collectors.occurrence import Kind, Mfa, event_of
from tests.compliance.collectors.histories import ROOT, USER, event

AT = datetime(2026, 3, 31, 12, 0, tzinfo=UTC)
SESSION = {"type": "AssumedRole", "arn": "arn:aws:sts::1:assumed-role/Deployer/ci"}
SUCCESS = {"responseElements": {"ConsoleLogin": "Success"}}
WITHOUT = {"additionalEventData": {"MFAUsed": "No"}, **SUCCESS}
WITH = {"additionalEventData": {"MFAUsed": "Yes"}, **SUCCESS}


def item(name: str, **told: Any) -> dict[str, Any]:
    """An event as botocore parses it."""
    return {**event("e-1", name, AT, **told), "EventTime": AT}


@pytest.mark.parametrize(
    ("given", "kinds"),
    [
        (item("PutKeyPolicy"), {Kind.KEY_POLICY_CHANGE}),
        (item("PutKeyPolicy", userIdentity=ROOT), {Kind.KEY_POLICY_CHANGE, Kind.ROOT_USE}),
        *((item(name), {Kind.TRAIL_CHANGE})
          for name in ("StopLogging", "DeleteTrail", "UpdateTrail", "PutEventSelectors")),
        (item("GetSecretValue"), {Kind.SECRET_READ}),
        (item("ConsoleLogin", **WITH), {Kind.CONSOLE_SIGN_IN}),
        (item("ConsoleLogin", **WITHOUT), {Kind.CONSOLE_SIGN_IN, Kind.SIGN_IN_WITHOUT_MFA}),
        (item("ConsoleLogin", userIdentity=ROOT, **WITHOUT),
         {Kind.CONSOLE_SIGN_IN, Kind.SIGN_IN_WITHOUT_MFA, Kind.ROOT_USE}),
        # Whoever the session comes from may have asked for a second factor; AWS cannot know.
        (item("ConsoleLogin", userIdentity=SESSION, **WITHOUT), {Kind.CONSOLE_SIGN_IN}),
        # One that failed let nobody in.
        (item("ConsoleLogin", additionalEventData={"MFAUsed": "No"},
              responseElements={"ConsoleLogin": "Failure"}), {Kind.CONSOLE_SIGN_IN}),
        (item("DescribeTrails", userIdentity=ROOT), {Kind.ROOT_USE}),
        # A service in the root user's name, and users and sessions of that name.
        (item("DescribeTrails", userIdentity={**ROOT, "invokedBy": "x.amazonaws.com"}), set()),
        (item("DescribeTrails", userIdentity=ROOT, eventType="AwsServiceEvent"), set()),
        (item("DescribeTrails", userIdentity={**USER, "userName": "root"}), set()),
        # Another service's operation of the same name.
        ({**item("StopLogging"), "EventSource": "redshift.amazonaws.com"}, set()),
    ],
)  # fmt: skip
def test_an_event_is_of_every_kind_that_it_is_of(given: dict[str, Any], kinds: set[Kind]) -> None:
    assert set(event_of(given, 1).kinds) == kinds


@pytest.mark.parametrize("said", ["", "{", "[]", '"x"', None])
def test_what_cannot_be_understood_is_the_root_users_where_it_goes_by_that_name(
    said: str | None,
) -> None:
    found = event_of({**item("Some"), "Username": "root", "CloudTrailEvent": said}, 1)
    assert (found.kinds, found.who, found.mfa) == ((Kind.ROOT_USE,), "root", Mfa.UNKNOWN)


@pytest.mark.parametrize(
    ("told", "mfa"),
    [
        ({"sessionContext": {"attributes": {"mfaAuthenticated": "true"}}}, Mfa.USED),
        ({"sessionContext": {"attributes": {"mfaAuthenticated": "false"}}}, Mfa.NOT_USED),
        ({"sessionContext": None}, Mfa.UNKNOWN),
        ({}, Mfa.UNKNOWN),
        (
            {
                "type": "AssumedRole",
                "sessionContext": {"attributes": {"mfaAuthenticated": "false"}},
            },
            Mfa.UNKNOWN,
        ),
    ],
)
def test_mfa_of_a_call_is_what_its_session_says(told: dict[str, Any], mfa: Mfa) -> None:
    assert event_of(item("PutKeyPolicy", userIdentity={**USER, **told}), 1).mfa is mfa


@pytest.mark.parametrize(
    ("identity", "who"),
    [
        (USER, USER["arn"]),
        ({"type": "AWSService", "invokedBy": "rds.amazonaws.com"}, "rds.amazonaws.com"),
        ({"type": "IAMUser", "userName": "HIDDEN"}, "HIDDEN"),
        ({"type": "AWSAccount", "principalId": "AIDA"}, "AIDA"),
        ({"type": "Unknown"}, "session"),
    ],
)
def test_who_did_it_is_named_as_well_as_can_be(identity: dict[str, Any], who: str) -> None:
    assert event_of(item("PutKeyPolicy", userIdentity=identity), 1).who == who


def test_what_it_is_about_comes_from_the_list_or_from_what_was_asked() -> None:
    listed = {**item("PutKeyPolicy"), "Resources": [{"ResourceName": "k"}, {"ResourceName": "k"}]}
    assert event_of(listed, 1).resources == ("k",)
    named = item("GetSecretValue", resources=[{"ARN": "arn:x"}])
    assert event_of(named, 1).resources == ("arn:x",)
    asked = item("GetSecretValue", requestParameters={"secretId": "prod/db"})
    assert event_of(asked, 1).resources == ("prod/db",)
    assert event_of(item("GetSecretValue", requestParameters=None), 1).resources == ()


def test_refusals_are_told() -> None:
    denied = event_of(item("PutKeyPolicy", errorCode="AccessDenied"), 1)
    failed = event_of(item("ConsoleLogin", responseElements={"ConsoleLogin": "Failure"}), 1)
    assert (denied.error, failed.error) == ("AccessDenied", "Failure")


def test_times_are_in_utc_whatever_the_machine_has() -> None:
    there = AT.astimezone(timezone(timedelta(hours=9)))
    found = event_of({**item("PutKeyPolicy"), "EventTime": there}, 7)
    assert (found.at, found.at.utcoffset(), found.call) == (AT, timedelta(0), 7)


def test_text_that_no_database_takes_is_made_plain() -> None:
    """Whoever asks for a secret chooses its name; it must not stop the reading."""
    given = item("GetSecretValue", requestParameters={"secretId": "a\x00b\ud800c"})
    (name,) = event_of(given, 1).resources
    assert name == "a\ufffdb?c"
    odd = item("GetSecretValue", requestParameters={"secretId": {"x": 1}})
    assert json.loads(event_of(odd, 1).resources[0]) == {"x": 1}
