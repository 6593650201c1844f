"""cloudtrail:LookupEvents, which moto lacks, answers as AWS does."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.compliance.collectors.histories import ROOT, event, happened, whole_second
from tests.demo.serving import Server, error_code

HOUR = timedelta(hours=1)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    """A whole second; the server forgets by the real clock."""
    return whole_second(datetime.now(UTC))


def ids(server: Server, region: str = "eu-west-1", **asked: Any) -> list[str]:
    """The events of one page."""
    answer = server.client("cloudtrail", region).lookup_events(**asked)
    return [one["EventId"] for one in answer["Events"]]


def by(key: str, value: str) -> list[dict[str, str]]:
    """One attribute to look up."""
    return [{"AttributeKey": key, "AttributeValue": value}]


def test_an_untouched_account_has_no_events(aws: Server) -> None:
    assert ids(aws) == []


def test_newest_come_first_and_both_ends_of_the_span_belong_to_it(
    aws: Server, now: datetime
) -> None:
    times = [now - 3 * HOUR, now - 2 * HOUR, now - HOUR]
    happened(aws, [event(f"e-{at}", "PutKeyPolicy", one) for at, one in enumerate(times)])
    assert ids(aws) == ["e-2", "e-1", "e-0"]
    assert ids(aws, StartTime=times[1], EndTime=times[2]) == ["e-2", "e-1"]
    second = timedelta(seconds=1)
    assert ids(aws, StartTime=times[0] + second, EndTime=times[2] - second) == ["e-1"]


def test_events_are_of_their_region_and_of_the_last_ninety_days(
    aws: Server, now: datetime
) -> None:
    day = timedelta(days=1)
    happened(aws, [event("old", "PutKeyPolicy", now - 91 * day)])
    happened(aws, [event("there", "PutKeyPolicy", now - day)], "us-east-1")
    assert ids(aws, StartTime=now - 100 * day) == []
    assert ids(aws, "us-east-1") == ["there"]


def test_one_attribute_narrows(aws: Server, now: datetime) -> None:
    happened(
        aws,
        [
            event("a", "PutKeyPolicy", now - HOUR),
            event("b", "ConsoleLogin", now - HOUR, userIdentity=ROOT),
            {**event("c", "StopLogging", now), "Resources": [{"ResourceName": "trail"}]},
        ],
    )
    assert ids(aws, LookupAttributes=by("EventName", "PutKeyPolicy")) == ["a"]
    assert ids(aws, LookupAttributes=by("Username", "root")) == ["b"]
    assert ids(aws, LookupAttributes=by("ResourceName", "trail")) == ["c"]
    assert ids(aws, LookupAttributes=by("EventId", "a")) == ["a"]


def test_pages_go_on_by_tokens_that_fit_their_own_question(aws: Server, now: datetime) -> None:
    happened(aws, [event(f"e-{at}", "PutKeyPolicy", now - at * HOUR) for at in range(5)])
    client = aws.client("cloudtrail")
    first = client.lookup_events(MaxResults=2)
    second = client.lookup_events(MaxResults=2, NextToken=first["NextToken"])
    third = client.lookup_events(MaxResults=2, NextToken=second["NextToken"])
    pages = [[one["EventId"] for one in page["Events"]] for page in (first, second, third)]
    assert pages == [["e-0", "e-1"], ["e-2", "e-3"], ["e-4"]]
    assert "NextToken" not in third
    with pytest.raises(ClientError) as refused:
        client.lookup_events(MaxResults=3, NextToken=first["NextToken"])
    assert error_code(refused.value) == "InvalidNextTokenException"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"MaxResults": 50, "NextToken": "nonsense"}, "InvalidNextTokenException"),
        ({"LookupAttributes": by("EventName", "a") * 2}, "InvalidLookupAttributesException"),
        (
            {"StartTime": datetime(2026, 2, 1, tzinfo=UTC), "EndTime": LONG_AGO},
            "InvalidTimeRangeException",
        ),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(aws: Server, asked: dict[str, Any], code: str) -> None:
    with pytest.raises(ClientError) as refused:
        aws.client("cloudtrail").lookup_events(**asked)
    assert error_code(refused.value) == code


def test_an_event_that_the_api_cannot_tell_is_refused(aws: Server) -> None:
    place = {"account": "123456789012", "region": "eu-west-1"}
    assert "Invented" in aws.post("events", [{**place, "event": {"EventId": "e", "Invented": 1}}])
