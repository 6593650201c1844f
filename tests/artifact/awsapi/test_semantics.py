"""What a token proves, which versions are seen, and what is written down."""

import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from artifact.agreements.models import Acceptance
from artifact.awsapi.forget_step_tokens import forget_step_tokens
from artifact.awsapi.models import ApiEvent, StepToken
from artifact.clock import now
from artifact.library.models import Report
from artifact.users.models import User
from tests.artifact import factories
from tests.artifact.awsapi.conftest import SdkOf, key_of
from tests.artifact.awsapi.library import company, published, report
from tests.artifact.awsapi.sdk import Refused, Sdk
from tests.artifact.awsapi.server import fetch
from tests.artifact.awsapi.signed import Ask, sign
from tests.artifact.factories import MOMENT


def token_refused(sdk: Sdk, **params: Any) -> str:
    """That GetReport says the token is invalid, and why."""
    with pytest.raises(Refused) as refused:
        sdk("get_report", **params)
    assert refused.value.response["reason"] == "invalidToken"
    (field,) = refused.value.response["fieldList"]
    assert field["name"] == "termToken"
    return str(refused.value.response["message"])


def term_token(sdk: Sdk, of: Report) -> str:
    """The token that says the terms were handed out."""
    return str(sdk("get_term_for_report", reportId=of.report_id)["termToken"])


def test_a_token_is_for_one_report_one_version_one_person_and_an_hour(
    newest_sdk_of: SdkOf, customer: User
) -> None:
    one, other = published(), published()
    factories.term()
    neighbour = factories.user("customer")
    factories.grant(neighbour)
    sdk, sdk_of_neighbour = newest_sdk_of(customer), newest_sdk_of(neighbour)
    token = term_token(sdk, one)
    one.versions.update(publication="superseded")
    factories.version(one)

    token_refused(sdk, reportId=other.report_id, termToken=token)
    token_refused(sdk, reportId=one.report_id, termToken=token)
    token_refused(sdk, reportId=one.report_id, reportVersion=2, termToken=token)
    token_refused(sdk_of_neighbour, reportId=one.report_id, reportVersion=1, termToken=token)
    token_refused(sdk, reportId=one.report_id, reportVersion=1, termToken=token[:-1] + "_")
    assert not Acceptance.objects.exists()
    kept = StepToken.objects.get()
    assert token not in json.dumps([kept.digest, kept.bound_to])
    # A client that asks again after a lost answer is answered again.
    for _ in range(2):
        sdk("get_report", reportId=one.report_id, reportVersion=1, termToken=token)
    StepToken.objects.update(expires_at=now())
    token_refused(sdk, reportId=one.report_id, reportVersion=1, termToken=token)


def test_terms_that_changed_are_read_again(newest_sdk_of: SdkOf, customer: User) -> None:
    one = published()
    first = factories.term()
    sdk = newest_sdk_of(customer)
    token = term_token(sdk, one)
    factories.term("Other terms")

    said = token_refused(sdk, reportId=one.report_id, termToken=token)
    first.term.__class__.objects.update(withdrawn_at=MOMENT)
    gone = token_refused(sdk, reportId=one.report_id, termToken=token)

    assert "read them again" in said
    assert "read them again" in gone
    assert not Acceptance.objects.exists()


def test_without_terms_the_token_comes_alone(newest_sdk_of: SdkOf, customer: User) -> None:
    one = published()
    sdk = newest_sdk_of(customer)

    terms = sdk("get_term_for_report", reportId=one.report_id)
    got = sdk("get_report", reportId=one.report_id, termToken=terms["termToken"])

    assert "documentPresignedUrl" not in terms
    assert fetch(got["documentPresignedUrl"]).data[:5] == b"%PDF-"
    assert not Acceptance.objects.exists()
    factories.term()
    token_refused(sdk, reportId=one.report_id, termToken=terms["termToken"])


@pytest.mark.parametrize("acceptance_type", ["PASSTHROUGH", "EXPLICIT"])
def test_a_token_is_a_yes_to_either_kind_of_terms(
    newest_sdk_of: SdkOf, customer: User, acceptance_type: str
) -> None:
    one = published(acceptance_type=acceptance_type)
    factories.term()
    sdk = newest_sdk_of(customer)

    assert sdk("list_reports")["reports"][0]["acceptanceType"] == acceptance_type
    sdk("get_report", reportId=one.report_id, termToken=term_token(sdk, one))

    assert Acceptance.objects.get().authority.startswith("Access key ARTK")


def test_nobody_outside_learns_of_drafts_failures_and_other_people_s_reports(
    newest_sdk_of: SdkOf, customer: User
) -> None:
    stranger = newest_sdk_of(factories.user("customer"))
    sdk, inside = newest_sdk_of(customer), newest_sdk_of(factories.user("compliance_manager"))
    one = published()
    failed = report()
    factories.version(failed, publication="draft", state="failed", error="No <fonts>.", pdf=None)
    factories.version(failed, publication="draft", state="running", pdf=None)
    factories.version(failed, publication="withdrawn", withdrawn_at=MOMENT)

    assert stranger("list_reports")["reports"] == []
    for client, of in ((stranger, one), (sdk, failed)):
        for operation in ("get_report_metadata", "get_term_for_report", "list_report_versions"):
            with pytest.raises(Refused) as refused:
                client(operation, reportId=of.report_id)
            assert refused.value.kind == "ResourceNotFoundException"
    found = inside("list_report_versions", reportId=failed.report_id)["reports"]
    states = [(one["state"], one["uploadState"], one.get("statusMessage")) for one in found]
    assert states == [
        ("UNPUBLISHED", "FAILED", "No  fonts ."),
        ("UNPUBLISHED", "PROCESSING", None),
        ("UNPUBLISHED", "COMPLETE", None),
    ]
    details = inside("get_report_metadata", reportId=failed.report_id, reportVersion=3)
    assert details["reportDetails"]["deletedAt"] == "2026-03-31T12:00:00+00:00"
    with pytest.raises(Refused) as refused:
        inside("get_report_metadata", reportId=failed.report_id)
    assert refused.value.kind == "ResourceNotFoundException"


def test_without_a_number_the_published_version_is_meant(
    newest_sdk_of: SdkOf, customer: User
) -> None:
    one = published()
    one.versions.update(publication="superseded")
    factories.version(one)
    factories.version(one, publication="draft")
    sdk = newest_sdk_of(customer)

    newest = sdk("get_report_metadata", reportId=one.report_id)["reportDetails"]
    former = sdk("get_report_metadata", reportId=one.report_id, reportVersion=1)["reportDetails"]

    assert (newest["version"], former["version"]) == (2, 1)
    assert [one["version"] for one in sdk("list_reports")["reports"]] == [2]


def test_pages_neither_skip_nor_repeat_while_the_library_changes(
    newest_sdk_of: SdkOf, customer: User
) -> None:
    first, second, third = published(), published(), published()
    neighbour = factories.user("customer")
    factories.grant(neighbour)
    sdk, other = newest_sdk_of(customer), newest_sdk_of(neighbour)

    page = sdk("list_reports", maxResults=1)
    first.versions.update(publication="superseded")
    factories.version(first)
    rest = sdk("list_reports", nextToken=page["nextToken"])

    assert [one["id"] for one in page["reports"]] == [first.report_id]
    assert [one["id"] for one in rest["reports"]] == [second.report_id, third.report_id]
    for client, operation, extra in (
        (other, "list_reports", {}),
        (sdk, "list_report_versions", {"reportId": first.report_id}),
        (sdk, "list_customer_agreements", {}),
    ):
        with pytest.raises(Refused) as refused:
            client(operation, nextToken=page["nextToken"], **extra)
        assert refused.value.response["reason"] == "invalidToken"
    versions = sdk("list_report_versions", reportId=first.report_id, maxResults=1)
    with pytest.raises(Refused):
        sdk("list_report_versions", reportId=second.report_id, nextToken=versions["nextToken"])


def test_each_call_is_written_down_as_cloudtrail_does_it(newest_sdk_of: SdkOf) -> None:
    mine = company()
    person = factories.user("customer", customer=mine)
    factories.grant(person)
    one = published()
    factories.term()
    sdk = newest_sdk_of(person)
    token = term_token(sdk, one)
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
