"""Who is let in, and how whoever is not is told."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from artifact.clock import now
from artifact.customers.switch_off import switch_off
from artifact.tokens.models import ApiToken
from artifact.tokens.revoke import revoke
from artifact.users.models import User
from tests.artifact import factories
from tests.artifact.api.asking import V1, Program, token_of
from tests.artifact.conftest import SignIn

pytestmark = pytest.mark.django_db


def is_problem(answer: Any, slug: str, status: int) -> bool:
    """Whether the answer is a problem of this kind."""
    body = answer.json()
    return bool(
        answer.status_code == body["status"] == status
        and answer["Content-Type"] == "application/problem+json"
        and body["type"] == f"/api/problems/{slug}"
        and body["instance"] == f"urn:uuid:{answer['X-Request-Id']}"
    )


def test_a_token_says_whose_it_is_and_that_it_was_used() -> None:
    program = Program("engineer", scopes=["read"])

    answer = program.get("/me")

    assert answer.status_code == 200
    assert answer.json()["email"] == program.person.email
    assert answer.json()["scopes"] == ["read"]
    assert "Set-Cookie" not in answer
    used = ApiToken.objects.get()
    assert used.last_used_at
    assert (used.last_used_address, used.last_used_for) == ("127.0.0.1", "GET /api/v1/me")
    assert program.token.rpartition("_")[2] not in str(ApiToken.objects.values().get())


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer x",
        "Basic YTpi",
        "Bearer artifact_00000000_secret",
        "Bearer artifact_\0_x",
        "Bearer artifact_é_x",
    ],
)
def test_without_a_token_in_force_nothing_is_told(header: str) -> None:
    headers = {"Authorization": header} if header else {}
    answer = Client().get(f"{V1}/me", headers=headers)

    assert is_problem(answer, "unauthenticated", 401)
    assert answer["WWW-Authenticate"] == 'Bearer realm="artifact"'


def test_a_cookie_opens_nothing(as_: SignIn) -> None:
    assert is_problem(as_("administrator").get(f"{V1}/me"), "unauthenticated", 401)


def test_a_token_with_a_wrong_secret_opens_nothing() -> None:
    text = token_of(factories.user("engineer"))
    answer = Client().get(f"{V1}/me", headers={"Authorization": f"Bearer {text[:-1]}!"})
    assert is_problem(answer, "unauthenticated", 401)


def test_an_ended_a_revoked_and_a_leavers_token_open_nothing() -> None:
    ended, revoked, left = Program("engineer"), Program("engineer"), Program("engineer")
    assert {one.get("/me").status_code for one in (ended, revoked, left)} == {200}

    ApiToken.objects.filter(user=ended.person).update(expires_at=now() - timedelta(seconds=1))
    revoke(ApiToken.objects.get(user=revoked.person), actor="test", now=now())
    switch_off(left.person, actor="test", now=now())

    for one in (ended, revoked, left):
        assert is_problem(one.get("/me"), "unauthenticated", 401)
    assert ApiToken.objects.get(user=left.person).revoked_at


def test_a_closed_customers_token_opens_nothing() -> None:
    company = factories.customer()
    program = Program(factories.user("customer", customer=company))
    company.closed_at = now()
    company.save()
    assert is_problem(program.get("/me"), "unauthenticated", 401)


def test_a_missing_scope_is_named() -> None:
    answer = Program("engineer", scopes=["runs:write"]).get("/me")
    assert is_problem(answer, "scope-missing", 403)
    assert answer.json()["scope"] == "read"


def test_a_token_is_never_more_than_its_owner_now() -> None:
    factories.account()
    program = Program("engineer")
    assert len(program.get("/accounts").json()["items"]) == 1

    User.objects.filter(pk=program.person.pk).update(role="auditor")
    assert program.get("/accounts").json()["items"] == []
    User.objects.filter(pk=program.person.pk).update(role="customer")
    assert is_problem(program.get("/accounts"), "not-found", 404)


def test_what_is_not_there_is_a_problem_and_never_a_redirect() -> None:
    program = Program("engineer")
    for path in ("", "/", "/nothing", "/me/", "/accounts/", "/accounts/%00", "/accounts/1"):
        assert is_problem(program.get(path), "not-found", 404), path
    assert is_problem(Client().get(f"{V1}/nothing"), "not-found", 404)


def test_another_method_is_a_problem_that_names_those_there_are() -> None:
    answer = Program("engineer").client.delete(f"{V1}/me")
    assert is_problem(answer, "method-not-allowed", 405)
    assert answer["Allow"] == "GET, HEAD"


def test_in_the_clear_nothing_is_told(settings: Settings) -> None:
    program = Program("engineer")
    settings.SECURE_SSL_REDIRECT = True
    assert is_problem(program.get("/me"), "https-required", 403)
    assert program.client.get(f"{V1}/me", secure=True).status_code == 200


def test_too_many_requests_are_told_when_to_come_again(settings: Settings) -> None:
    settings.API_RATE = "2/hour"
    program = Program("engineer")

    first, second, third = (program.get("/me") for _ in range(3))

    assert (first["RateLimit-Limit"], first["RateLimit-Remaining"]) == ("2", "1")
    assert second["RateLimit-Remaining"] == "0"
    assert is_problem(third, "too-many-requests", 429)
    assert 3500 < int(third["Retry-After"]) <= 3600
    assert third["RateLimit-Reset"] == third["Retry-After"]
    assert Program("engineer").get("/me").status_code == 200


def test_an_address_is_refused_only_so_often(settings: Settings) -> None:
    settings.API_REFUSED_RATE = "1/hour"
    stranger = Client(REMOTE_ADDR="192.0.2.77")
    assert stranger.get(f"{V1}/me").status_code == 401
    assert is_problem(stranger.get(f"{V1}/me"), "too-many-requests", 429)


def test_what_is_not_understood_is_refused_by_name() -> None:
    answer = Program("engineer").get("/accounts", {"limit": 0, "fields": "name"})
    assert is_problem(answer, "invalid", 422)
    assert [one["parameter"] for one in answer.json()["errors"]] == ["limit"]
    answer = Program("engineer").get("/accounts", {"stauts": "fail", "page": 2})
    assert [one["parameter"] for one in answer.json()["errors"]] == ["stauts", "page"]
