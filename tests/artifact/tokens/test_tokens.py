"""API tokens: in the portal."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from artifact.clock import now
from artifact.engagements.models import Engagement
from artifact.tokens.issue import MOST_TOKENS
from artifact.tokens.models import ApiToken
from artifact.users.models import User
from compliance.models import Entry
from tests.artifact import factories
from tests.artifact.api.asking import V1, token_of
from tests.artifact.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    """An auditor."""
    return factories.user("auditor", "ada@example.com")


def asked(**given: Any) -> dict[str, Any]:
    """What the form is filled in with."""
    tomorrow = (now() + timedelta(days=1)).date().isoformat()
    return {"name": "nightly pull", "scopes": ["read"], "ends_on": tomorrow, **given}


def issued(client: Client, **given: Any) -> tuple[ApiToken, str]:
    """A token through the form, and the text that the page shows."""
    page = client.post("/tokens/", asked(**given)).content.decode()
    found = re.search(r'<pre id="token"[^>]*>(\w+)</pre>', page)
    assert found, page
    return ApiToken.objects.latest("pk"), found[1]


def ask(text: str) -> Any:
    """The API's answer to a program with this token."""
    return Client().get(f"{V1}/me", headers={"Authorization": f"Bearer {text}"})


def test_a_token_is_shown_once_and_opens_the_api(as_: SignIn, person: User) -> None:
    client = as_(person)
    token, text = issued(client)

    assert ask(text).json()["email"] == "ada@example.com"
    assert text.startswith(f"{token.token_id}_")
    secret = text.rpartition("_")[2]
    assert secret not in client.get("/tokens/").content.decode()
    assert secret not in str(ApiToken.objects.values().get())
    entry = Entry.objects.get(action="token.issued")
    assert entry.details["scopes"] == ["read"]
    assert secret not in bytes(entry.body).decode()
    again = client.post("/tokens/", asked())
    assert "no-store" in again.headers["Cache-Control"]
    page = " ".join(client.get("/tokens/").content.decode().split())
    assert "GET /api/v1/me from 127.0.0.1" in page


def test_only_scopes_of_use_to_the_role_are_offered(as_: SignIn, person: User) -> None:
    page = as_(person).get("/tokens/").content.decode()
    assert "engagements:write" in page
    assert "runs:write" not in page
    refused = as_(person).post("/tokens/", asked(scopes=["runs:write"]))
    assert b"not one of the available choices" in refused.content
    assert not ApiToken.objects.exists()


def test_a_token_lives_so_long_at_most(as_: SignIn, person: User, settings: Settings) -> None:
    settings.API_TOKEN_MAX_DAYS = 30
    client = as_(person)
    for days, why in ((40, b"30 days at most"), (-2, b"ended already")):
        day = (now() + timedelta(days=days)).date().isoformat()
        assert why in client.post("/tokens/", asked(ends_on=day)).content
    assert b"This field is required" in client.post("/tokens/", asked(ends_on="")).content
    token, _ = issued(client, ends_on=(now() + timedelta(days=30)).date().isoformat())
    assert token.expires_at.date() == (now() + timedelta(days=31)).date()


def test_one_too_many_is_refused(as_: SignIn, person: User) -> None:
    for _ in range(MOST_TOKENS):
        token_of(person)
    assert b"Revoke one first" in as_(person).post("/tokens/", asked()).content


def test_others_find_nothing_and_a_manager_revokes(as_: SignIn, person: User) -> None:
    token, text = issued(as_(person))
    for other in (as_("customer"), as_("auditor"), as_("engineer")):
        assert other.post(f"/tokens/{token.token_id}/revoke/").status_code == 404
        assert other.get("/tokens/everybody/").status_code == 404
        assert token.token_id not in other.get("/tokens/").content.decode()
    manager = as_("administrator")
    assert token.token_id in manager.get("/tokens/everybody/").content.decode()

    manager.post(f"/tokens/{token.token_id}/revoke/")

    assert ask(text).status_code == 401
    assert Entry.objects.get(action="token.revoked").details["email"] == "ada@example.com"
    twice = manager.post(f"/tokens/{token.token_id}/revoke/", follow=True)
    assert b"was revoked before" in twice.content


def test_a_token_ends_with_its_engagement(as_: SignIn, person: User) -> None:
    engagement = Engagement.objects.create(
        title="PCI DSS 2026",
        firm="Audit & Partners",
        framework="pci_dss_4_0_1",
        period_start="2026-01-01",
        period_end="2026-12-31",
        access_from=now() - timedelta(days=1),
        access_to=now() + timedelta(days=1),
        created_at=now(),
        created_by="test",
    )
    strange = as_("auditor").post("/tokens/", asked(engagement=engagement.engagement_id))
    assert b"not one of the available choices" in strange.content
    engagement.auditors.create(user=person, added_at=now(), added_by="test")
    token, text = issued(as_(person), engagement=engagement.engagement_id)
    assert ask(text).json()["engagement"] == token.engagement == engagement.engagement_id

    Engagement.objects.update(access_to=now())

    assert ask(text).status_code == 401
