"""What is written down of calls, who finds it, and what is forgotten."""

import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from artifact.awsapi.forget_step_tokens import forget_step_tokens
from artifact.awsapi.models import ApiEvent, StepToken
from tests.artifact import factories
from tests.artifact.awsapi.conftest import SdkOf, key_of
from tests.artifact.awsapi.library import company, published
from tests.artifact.awsapi.sdk import Refused
from tests.artifact.awsapi.signed import Ask, sign
from tests.artifact.factories import MOMENT


def test_each_call_is_written_down_as_cloudtrail_does_it(newest_sdk_of: SdkOf) -> None:
    mine = company()
    person = factories.user("customer", customer=mine)
    factories.grant(person)
    one = published()
    factories.term()
    sdk = newest_sdk_of(person)
    token = sdk("get_term_for_report", reportId=one.report_id)["termToken"]
    got = sdk("get_report", reportId=one.report_id, termToken=token)
    with pytest.raises(Refused):
        sdk("get_report", reportId="nope", termToken="secret.token")

    events = [event.record for event in ApiEvent.objects.order_by("pk")]
    assert [event["eventName"] for event in events] == [
        "GetTermForReport",
        "GetReport",
        "GetReport",
    ]
    event = events[1]
    assert event["eventSource"] == "artifact.amazonaws.com"
    assert event["requestParameters"] == {"reportId": one.report_id}
    assert event["responseElements"] is None
    assert event["userIdentity"]["arn"] == f"arn:aws:iam::{mine.customer_id}:user/{person.email}"
    assert event["userIdentity"]["accessKeyId"] == person.access_keys.get().key_id
    assert event["sourceIPAddress"] == "127.0.0.1"
    assert "Boto3" in event["userAgent"]
    assert events[2]["errorCode"] == "Validation"
    told = json.dumps(events)
    for secret in (token, "secret.token", got["documentPresignedUrl"].rpartition("/")[2]):
        assert secret not in told
    assert person.access_keys.get().last_used_for == "GetTermForReport"


def test_who_has_no_key_fills_no_log(
    client: Client, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.AWS_API_REFUSED_RATE = "2/hour"
    settings.SECURE_SSL_REDIRECT = False
    # No other test asks from there.
    answers = [client.get("/aws/", REMOTE_ADDR="203.0.113.77").status_code for _ in range(4)]

    assert answers == [403, 403, 429, 429]
    assert len(caplog.records) == 2


@pytest.fixture
def events(db: None) -> None:
    """A call that went well, and one that was refused."""
    for number, (operation, error) in enumerate((("ListReports", ""), ("GetReport", "X"))):
        ApiEvent.objects.create(
            at=MOMENT + timedelta(hours=number),
            request_id=f"00000000-0000-4000-8000-00000000000{number}",
            key_id="ARTKABCDEFGHIJKLMNOP",
            email=f"{operation}@example.com",
            operation=operation,
            error_code=error,
            record={"eventName": operation, "sourceIPAddress": "192.0.2.1"},
        )


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ([], ["ListReports", "GetReport"]),
        (["--operation", "GetReport"], ["GetReport"]),
        (["--email", "listreports@example.com"], ["ListReports"]),
        (["--key", "ARTKABCDEFGHIJKLMNOP"], ["ListReports", "GetReport"]),
        (["--key", "ARTK"], []),
        (["--refused"], ["GetReport"]),
        (["--since", "2026-03-31T12:30:00Z"], ["GetReport"]),
        (["--until", "2026-03-31T12:30:00Z"], ["ListReports"]),
    ],
)
def test_events_are_printed_a_json_object_a_line(
    events: None, words: list[str], found: list[str]
) -> None:
    printed = StringIO()

    call_command("api_events", *words, stdout=printed)

    assert [json.loads(line)["eventName"] for line in printed.getvalue().splitlines()] == found


def test_a_misspelt_operation_is_refused(events: None) -> None:
    with pytest.raises(CommandError, match="ListReport"):
        call_command("api_events", "--operation", "ListReport")


def test_a_manager_finds_a_call_on_a_page(events: None) -> None:
    client = Client()
    client.force_login(factories.user("compliance_manager"))

    everything = client.get("/api-events/").content.decode()
    refused = client.get("/api-events/?outcome=refused").content.decode()
    broken = client.get("/api-events/?since=yesterday").content.decode()

    assert "192.0.2.1" in everything
    assert "ListReports@example.com" in everything
    assert "ListReports@example.com" not in refused
    assert "GetReport@example.com" in refused
    assert "not understood" in broken
    assert "@example.com</" not in broken.partition("<table")[2]


def test_tokens_that_ended_are_forgotten(db: None) -> None:
    person = factories.user("customer")
    for digest, ends_in in (("a", 0), ("b", 1)):
        StepToken.objects.create(
            digest=digest,
            step=StepToken.Step.TERM_READ,
            user=person,
            bound_to={},
            issued_at=MOMENT,
            expires_at=MOMENT + timedelta(hours=ends_in),
        )

    assert forget_step_tokens(now=MOMENT) == 1
    assert [one.digest for one in StepToken.objects.all()] == ["b"]


@pytest.mark.parametrize("operation", ["report/list", "report/getMetadata?reportId={}"])
def test_a_call_takes_four_queries_however_long_the_list(
    db: None, settings: Any, operation: str
) -> None:
    person = factories.user("customer")
    factories.grant(person)
    key = key_of(person)
    factories.term()
    settings.SECURE_SSL_REDIRECT = False
    asked = []
    for _ in range(3):
        target = f"/aws/v1/{operation.format(published().report_id)}"
        sent = sign("http://testserver", key, Ask(target))
        with CaptureQueriesContext(connection) as made:
            headers = {**sent.headers, "Host": "testserver"}
            assert Client(headers=headers).get(target).status_code == 200
        asked.append(len(made))

    # The first notes that the key was used.
    assert asked[1:] == [4, 4]
