"""Each refusal as boto3 shows it: its class, its members, and whether it is asked again."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.db import connection

from artifact.awsapi.errors import ApiError
from artifact.awsapi.models import ApiEvent
from artifact.awsapi.views import _refusal
from artifact.users.models import User
from tests.artifact import factories
from tests.artifact.awsapi.conftest import REGION, SdkOf, key_of
from tests.artifact.awsapi.library import company, published, report
from tests.artifact.awsapi.sdk import Refused
from tests.artifact.awsapi.server import Server, fetch, gunicorn
from tests.artifact.awsapi.shape_rules import ShapeRules
from tests.artifact.awsapi.signed import LIST, Ask, send, sign

NOBODY = f"report-{'a' * 16}"
Asked = Callable[[], Any]


def refused(asked: Asked) -> Refused:
    """The error that an operation answers."""
    with pytest.raises(Refused) as error:
        asked()
    return error.value


@contextmanager
def broken_tables() -> Iterator[None]:
    """As after a migration that went wrong: reports are not found."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE artifact_report RENAME TO artifact_report_lost")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE artifact_report_lost RENAME TO artifact_report")


def test_each_typed_error_has_its_members(sdk_of: SdkOf, customer: User) -> None:
    manager = sdk_of(factories.user("compliance_manager"))
    draft = report()
    factories.version(draft, publication="draft")
    sdk, auditor = sdk_of(customer), sdk_of(factories.user("auditor"))

    missing = refused(lambda: sdk("get_report_metadata", reportId=NOBODY))
    assert missing.kind == "ResourceNotFoundException"
    assert missing.response["resourceId"] == NOBODY
    assert missing.response["resourceType"] == "report"
    assert missing.attempts == 1
    conflict = refused(
        lambda: manager("get_term_for_report", reportId=draft.report_id, reportVersion=1)
    )
    assert conflict.kind == "ConflictException"
    assert conflict.response["resourceId"] == draft.report_id
    assert conflict.response["message"] == "Version 1 is not published."
    wrong = refused(lambda: sdk("get_report_metadata", reportId="nope"))
    assert wrong.kind == "ValidationException"
    assert wrong.response["reason"] == "fieldValidationFailed"
    assert wrong.response["fieldList"] == [
        {
            "name": "reportId",
            "message": "Member must satisfy regular expression pattern: report-[a-zA-Z0-9]{16}",
        }
    ]
    assert wrong.response["message"] == (
        "1 validation error detected: Value 'nope' at 'reportId' failed to satisfy constraint: "
        "Member must satisfy regular expression pattern: report-[a-zA-Z0-9]{16}"
    )
    nowhere = refused(lambda: auditor("get_account_settings"))
    assert nowhere.kind == "ConflictException"
    assert nowhere.response["resourceType"] == "account"


def test_a_role_without_the_action_is_denied(newest_sdk_of: SdkOf) -> None:
    auditor = factories.user("auditor")

    denied = refused(lambda: newest_sdk_of(auditor)("list_customer_agreements"))

    assert denied.kind == "AccessDeniedException"
    assert denied.response["Error"]["Message"] == (
        f"User: arn:aws:iam::000000000000:user/{auditor.email} is not authorized to perform: "
        "artifact:ListCustomerAgreements"
    )


UNCHECKED: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("list_reports", {"maxResults": 301}, "maxResults"),
    ("list_reports", {"nextToken": "x" * 2049}, "nextToken"),
    ("get_report_metadata", {"reportId": f"{NOBODY}\n"}, "reportId"),
    ("get_report_metadata", {"reportId": f"x{NOBODY}"}, "reportId"),
    ("get_report", {"reportId": NOBODY, "termToken": "a.b:c="}, "termToken"),
    ("get_report", {"reportId": NOBODY, "termToken": "a" * 257}, "termToken"),
    (
        "put_account_settings",
        {"notificationSubscriptionStatus": "BOGUS"},
        "notificationSubscriptionStatus",
    ),
)


def test_what_clients_do_not_check_is_checked(newest_sdk_of: SdkOf, customer: User) -> None:
    sdk = newest_sdk_of(customer)
    for operation, params, field in UNCHECKED:
        with pytest.raises(Refused) as error:
            sdk(operation, **params)
        wrong = error.value

        assert (wrong.kind, wrong.attempts) == ("ValidationException", 1)
        assert wrong.response["reason"] == "fieldValidationFailed"
        assert [one["name"] for one in wrong.response["fieldList"]] == [field]
        assert str(params.get("termToken")) not in wrong.response["message"]


def test_a_version_that_no_report_has_is_not_found(server: Server, customer: User) -> None:
    key, of = key_of(customer), published().report_id
    for number in (2**31, 2**63, 10**30):
        target = f"/aws/v1/report/getMetadata?reportId={of}&reportVersion={number}"

        assert sign(server.url, key, Ask(target)).answer().status == 404


ODD = (
    (f"{LIST}?maxResults=0", "GET", b"", "fieldValidationFailed"),
    (f"{LIST}?maxResults=x", "GET", b"", "fieldValidationFailed"),
    (f"{LIST}?maxResults=1&maxResults=2", "GET", b"", "fieldValidationFailed"),
    (f"{LIST}?nextToken=", "GET", b"", "fieldValidationFailed"),
    ("/aws/v1/report/getMetadata", "GET", b"", "fieldValidationFailed"),
    ("/aws/v1/account-settings/put", "PUT", b"{", "cannotParse"),
    ("/aws/v1/account-settings/put", "PUT", b"\xff", "cannotParse"),
    ("/aws/v1/account-settings/put", "PUT", b"[]", "cannotParse"),
    ("/aws/v1/account-settings/put", "PUT", b"[" * 100_000, "cannotParse"),
)


def test_input_that_no_sdk_would_send_is_told_what_is_wrong(
    server: Server, customer: User
) -> None:
    key, heard = key_of(customer), []
    for target, method, body, _ in ODD:
        answer = sign(server.url, key, Ask(target, method, body)).answer()
        heard.append((answer.status, answer.code, json.loads(answer.body).get("reason")))

    assert heard == [(400, "ValidationException", reason) for _, _, _, reason in ODD]


@pytest.mark.parametrize("retries", [{"mode": "legacy"}, {"mode": "standard"}])
def test_a_fault_of_the_service_is_asked_again_and_told(
    sdk_of: SdkOf, customer: User, retries: dict[str, str]
) -> None:
    sdk = sdk_of(customer, config={"retries": {**retries, "total_max_attempts": 2}})

    with broken_tables():
        fault = refused(lambda: sdk("list_reports"))

    assert fault.kind == "InternalServerException"
    assert fault.response["retryAfterSeconds"] == 1
    assert fault.attempts == 2
    assert "artifact_report" not in json.dumps(fault.response)
    assert sdk("list_reports")["reports"] == []


@pytest.fixture(scope="module")
def strict(
    django_db_setup: None, shared_store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server that answers three requests an hour of a key, and six refusals of an address."""
    # Other workers' servers count elsewhere.
    number = 2 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    rates = {
        "AWS_API_RATE": "3/hour",
        "AWS_API_REFUSED_RATE": "6/hour",
        "CACHE_URL": urlsplit(django_settings.REDIS_URL)._replace(path=f"/{number}").geturl(),
    }
    with gunicorn(tmp_path_factory.mktemp("strict"), shared_store, rates) as server:
        yield server


def test_who_asks_too_often_is_told_when_to_ask_again(
    sdk_of: SdkOf, strict: Server, customer: User
) -> None:
    retries = {"retries": {"mode": "standard", "total_max_attempts": 1}}
    sdk = sdk_of(customer, endpoint_url=strict.endpoint, config=retries)
    for _ in range(3):
        sdk("list_reports")

    throttled = refused(lambda: sdk("list_reports"))

    assert throttled.kind == "ThrottlingException"
    assert 3500 < throttled.response["retryAfterSeconds"] <= 3600
    assert throttled.response["serviceCode"] == "artifact"
    assert throttled.response["quotaCode"]
    assert ApiEvent.objects.count() == 3


def test_an_address_without_a_key_is_soon_told_no_more(strict: Server, customer: User) -> None:
    host = strict.url.removeprefix("http://")

    codes = [send(host, "GET", LIST, {}).code for _ in range(8)]

    # A few were asked already, to see whether the server runs.
    assert codes[-2:] == ["ThrottlingException"] * 2
    assert codes[0] == "MissingAuthenticationTokenException"
    assert sign(strict.url, key_of(customer)).answer().status == 200


NOWHERE = (
    ("GET", "/aws"),
    ("GET", "/aws/"),
    ("GET", "/aws/v1/report/list/"),
    ("GET", "/aws/v2/report/list"),
    ("POST", "/aws/v1/report/list"),
    ("OPTIONS", "/aws/v1/report/list"),
    ("GET", "/aws/%0A"),
    ("GET", "/aws/%FF"),
    ("GET", "/aws/admin/"),
)


def test_an_unknown_operation_is_told_so_and_leads_nowhere_else(
    server: Server, customer: User
) -> None:
    key = key_of(customer)
    for method, path in NOWHERE:
        signed = sign(server.url, key, Ask(path, method)).answer()
        unsigned = send(server.url.removeprefix("http://"), method, path, {})

        assert (signed.status, signed.code) == (404, "UnknownOperationException")
        assert (unsigned.status, unsigned.code) == (403, "MissingAuthenticationTokenException")
        for answer in (signed, unsigned):
            assert not {"location", "set-cookie", "vary"} & set(answer.headers)
            assert answer.headers["cache-control"] == "no-store"


def test_a_foreign_host_is_no_reason_for_a_page_of_html(server: Server) -> None:
    host = server.url.removeprefix("http://")

    answer = send(host, "GET", LIST, {"Host": "artifact.example.com"})

    assert (answer.status, answer.code) == (403, "MissingAuthenticationTokenException")


def test_over_plain_http_nothing_is_answered_and_nobody_redirected(
    server: Server,
    customer: User,
    client: Any,
    settings: Any,
) -> None:
    settings.SECURE_SSL_REDIRECT = True

    response = client.get(LIST)

    assert (response.status_code, response["x-amzn-ErrorType"]) == (403, "AccessDeniedException")
    assert response.json()["message"] == "This service answers over https only."


def test_a_quota_is_told_as_the_model_has_it(rules: ShapeRules) -> None:
    members = {"resourceId": "a", "resourceType": "b", "serviceCode": "c", "quotaCode": "d"}
    response = _refusal(ApiError("ServiceQuotaExceededException", "Too many.", 402, members))
    headers = {**response.headers, "x-amzn-RequestId": str(uuid4())}

    rules.check("get_report", 402, headers, response.content)


def test_a_document_s_address_is_no_door_of_the_protocol(server: Server) -> None:
    assert fetch(f"{server.url}/downloads/made-up").status in {403, 404}


def test_a_region_is_the_caller_s_whim(newest_sdk_of: SdkOf, customer: User) -> None:
    shown = published().report_id

    for region in (REGION, "us-gov-west-1", "local"):
        sdk = newest_sdk_of(customer, region_name=region)
        assert [one["id"] for one in sdk("list_reports")["reports"]] == [shown]
        customer.access_keys.update(revoked_at=factories.MOMENT)


def test_a_closed_customer_s_key_signs_nothing(newest_sdk_of: SdkOf) -> None:
    mine = company()
    sdk = newest_sdk_of(factories.user("customer", customer=mine))
    sdk("list_reports")
    mine.closed_at = factories.MOMENT
    mine.save()

    assert refused(lambda: sdk("list_reports")).code == "UnrecognizedClientException"
