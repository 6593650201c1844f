"""boto3 itself lists, reads the terms of, and fetches reports."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
import urllib3
from botocore.config import Config
from botocore.exceptions import ClientError
from pytest_django.live_server_helper import LiveServer

from artifact.access_keys.issue import issue
from artifact.access_keys.revoke import revoke
from artifact.clock import now
from artifact.library.models import Download, ReportVersion
from artifact.users.models import User
from compliance.evidence.store import get
from tests.artifact import factories
from tests.emptying import tables_can_be_emptied_by_tests

__all__ = ["tables_can_be_emptied_by_tests"]

Client = Callable[..., Any]


@pytest.fixture
def client_of(live_server: LiveServer, settings: Any, transactional_db: None) -> Iterator[Client]:
    """Makes boto3 clients that sign with a person's new key."""
    settings.SITE_URL = live_server.url
    made: list[Any] = []

    def client(user: User, **changed: Any) -> Any:
        issued = issue(user, actor="test", now=now())
        given: dict[str, Any] = {
            "region_name": "eu-west-1",
            "endpoint_url": f"{live_server.url}/aws",
            "aws_access_key_id": issued.key.key_id,
            "aws_secret_access_key": issued.secret,
            "config": Config(retries={"total_max_attempts": 1}),
            **changed,
        }
        made.append(boto3.client("artifact", **given))
        return made[-1]

    yield client
    # A kept connection keeps the server's thread and its database session.
    for one in made:
        one.close()
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=30)


def fetch(address: str) -> urllib3.BaseHTTPResponse:
    """What the address answers."""
    with urllib3.PoolManager() as pool:
        return pool.request("GET", address)


@pytest.fixture
def version(transactional_db: None) -> ReportVersion:
    """A published version."""
    return factories.version(
        factories.series(factories.Scope([factories.account()]), "SOC 2: Prüfung v4.0.1")
    )


def test_from_the_list_to_the_copy(client_of: Client, version: ReportVersion) -> None:
    person = factories.user("customer")
    factories.grant(person)
    held = factories.term()
    client = client_of(person)

    (listed,) = client.list_reports()["reports"]
    assert (listed["id"], listed["version"]) == (version.report.report_id, 1)
    assert listed["name"] == "SOC 2 Pr fung v4 0 1"
    terms = client.get_term_for_report(reportId=listed["id"])
    shown = fetch(terms["documentPresignedUrl"])
    assert (shown.status, shown.data) == (200, get(held.pdf_id))
    got = client.get_report(reportId=listed["id"], termToken=terms["termToken"])
    copy = fetch(got["documentPresignedUrl"])

    assert (copy.status, copy.data[:5]) == (200, b"%PDF-")
    taken = Download.objects.get()
    assert (taken.user, taken.channel) == (person, "aws")
    assert taken.acceptance
    assert taken.acceptance.document_id == held.pdf_id


def test_a_revoked_key_and_its_links_are_refused_at_once(
    client_of: Client, version: ReportVersion
) -> None:
    person = factories.user("customer")
    factories.grant(person)
    factories.term()
    client = client_of(person)
    report = version.report.report_id
    token = client.get_term_for_report(reportId=report)["termToken"]
    link = client.get_report(reportId=report, termToken=token)["documentPresignedUrl"]

    revoke(person.access_keys.get(), actor="test", now=now())

    assert fetch(link).status == 403
    with pytest.raises(ClientError) as refused:
        client.list_reports()
    assert refused.value.response["Error"]["Code"] == "UnrecognizedClientException"


def test_what_was_not_granted_is_not_found(client_of: Client, version: ReportVersion) -> None:
    client = client_of(factories.user("customer"))

    assert client.list_reports()["reports"] == []
    with pytest.raises(client.exceptions.ResourceNotFoundException):
        client.get_report_metadata(reportId=version.report.report_id)


def test_a_wrong_secret_is_refused(client_of: Client) -> None:
    client = client_of(factories.user("customer"), aws_secret_access_key="x" * 40)

    with pytest.raises(ClientError) as refused:
        client.list_reports()
    assert refused.value.response["Error"]["Code"] == "InvalidSignatureException"
