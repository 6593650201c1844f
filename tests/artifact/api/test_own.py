"""Reports under their terms, webhooks with their secrets, over the API."""

from typing import Any

import pytest

from artifact.idempotency.models import KeptAnswer
from artifact.library.models import Download, Report
from compliance.models import Entry
from tests.artifact import factories
from tests.artifact.api.asking import Program

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    """A customer's, to whom everything is granted."""
    person = factories.user("customer", name="Ada Example")
    factories.grant(person)
    return Program(person)


@pytest.fixture
def path() -> str:
    """A version whose terms have to be accepted."""
    factories.term()
    made = factories.series(factories.Scope([factories.account()]))
    Report.objects.update(acceptance_type=Report.AcceptanceType.EXPLICIT)
    return f"/reports/{made.report_id}/versions/{factories.version(made).number}"


def test_a_copy_is_handed_over_once_its_exact_terms_are_accepted(
    program: Program, path: str
) -> None:
    refused = program.get(f"{path}/content")
    assert (refused.status_code, refused.json()["type"]) == (
        403,
        "/api/problems/terms-not-accepted",
    )
    terms = program.get(f"{path}/terms").json()
    assert terms["accepted_at"] is None
    shown = program.get(f"{path}/terms/content")
    assert shown["X-Body-SHA256"] == terms["sha256"]
    signature = {"typed_name": "Ada Example", "authority": "Owner"}
    other = program.post(f"{path}/terms/acceptance", {**signature, "document": "0" * 64})
    assert other.status_code == 409
    accepted = program.post(f"{path}/terms/acceptance", {**signature, "document": terms["sha256"]})
    assert accepted.status_code == 201
    assert Entry.objects.get(pk=accepted.json()["entry"]).action == "term.accepted"

    first, second = (program.get(f"{path}/content") for _ in range(2))

    assert first.getvalue().startswith(b"%PDF")
    assert first["X-Copy-Id"] != second["X-Copy-Id"]
    taken = Download.objects.get(copy_id=first["X-Copy-Id"])
    assert (taken.channel, taken.sha256) == ("api", first["X-Body-SHA256"])
    assert taken.acceptance_id == accepted.json()["id"]


@pytest.mark.parametrize("name", ["", " ", "\x00", "A" * 201])
def test_an_acceptance_has_a_name(program: Program, path: str, name: str) -> None:
    body = {"typed_name": name, "authority": "Owner", "document": "0" * 64}
    answer = program.post(f"{path}/terms/acceptance", body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "#/typed_name"


def test_a_webhook_from_its_first_day_to_its_last(program: Program) -> None:
    made = program.post("/webhooks", {"url": "https://example.com/hook", "description": "x"})
    assert made.status_code == 201
    one = f"/webhooks/{made.json()['id']}"
    assert made["Location"] == f"/api/v1{one}"
    assert "secret" not in program.get(one).json()
    rotated = program.post(f"{one}/secret")
    assert rotated.status_code == 200
    assert rotated.json()["secret"] != made.json()["secret"]
    assert program.post(f"{one}/test").json()["state"] == "queued"
    assert program.post(f"{one}/resume").status_code == 200
    assert program.client.delete(f"/api/v1{one}").status_code == 200
    assert program.get(one).status_code == 404
    assert program.everything("/webhooks") == []


@pytest.mark.parametrize("url", ["http://example.com", "ftp://example.com/x", "x", ""])
def test_an_address_that_is_not_called_is_pointed_at(program: Program, url: str) -> None:
    answer: Any = program.post("/webhooks", {"url": url})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "#/url"


def test_a_secret_that_is_answered_again_is_not_kept_in_the_clear(program: Program) -> None:
    key = {"Idempotency-Key": "d1b7d7e0"}
    body = {"url": "https://example.com/hook"}
    first, second = (program.post("/webhooks", body, **key) for _ in range(2))
    assert first.json() == second.json()
    assert len(program.everything("/webhooks")) == 1
    kept = bytes(KeptAnswer.objects.get().body)
    assert first.json()["secret"].encode() not in kept
    assert b"whsec" not in kept
