"""Access keys: in the portal and on the command line."""

import io
import re
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from artifact.access_keys.issue import issue
from artifact.access_keys.models import AccessKey
from artifact.access_keys.secret_of import secret_of
from artifact.clock import now
from artifact.users.models import User
from compliance.models import Entry
from tests.artifact import factories
from tests.artifact.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    """A customer's person."""
    return factories.user("customer", "ada@example.com", customer=factories.customer())


def issued(client: Client) -> tuple[AccessKey, str]:
    """A key through the form, and the secret that the page shows."""
    page = client.post("/access-keys/", {"description": "nightly import"}).content.decode()
    found = re.search(r'<pre id="secret"[^>]*>\s*(\w+)\s*</pre>', page)
    assert found
    return AccessKey.objects.latest("pk"), found[1]


def command(*words: str) -> str:
    """What the command prints."""
    out = io.StringIO()
    call_command("access_key", *words, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_the_secret_is_shown_once_with_the_lines_to_paste(as_: SignIn, person: User) -> None:
    client = as_(person)
    key, secret = issued(client)

    assert secret == secret_of(key)
    assert secret not in client.get("/access-keys/").content.decode()
    assert secret not in str(AccessKey.objects.values().get())
    again = client.post("/access-keys/", {"description": "second"})
    assert "no-store" in again.headers["Cache-Control"]
    page = again.content.decode()
    assert "aws configure set aws_secret_access_key" in page
    assert "http://127.0.0.1:8000/aws" in page or "/aws" in page


def test_a_third_key_is_refused(as_: SignIn, person: User) -> None:
    client = as_(person)
    for _ in range(2):
        issued(client)

    page = client.post("/access-keys/", {"description": "third"})

    assert b"Revoke one first" in page.content
    assert AccessKey.objects.count() == 2


def test_a_rotated_key_holds_until_it_is_revoked(as_: SignIn, person: User) -> None:
    client = as_(person)
    key, _ = issued(client)

    client.post(f"/access-keys/{key.key_id}/rotate/")

    assert AccessKey.objects.in_force(now=now()).count() == 2
    assert set(AccessKey.objects.values_list("description", flat=True)) == {"nightly import"}
    client.post(f"/access-keys/{key.key_id}/revoke/")
    assert list(AccessKey.objects.in_force(now=now())) == [AccessKey.objects.latest("pk")]
    refused = client.post(f"/access-keys/{key.key_id}/rotate/", follow=True)
    assert b"out of force" in refused.content


def test_others_find_nothing_and_a_manager_revokes(as_: SignIn, person: User) -> None:
    key, _ = issued(as_(person))
    colleague = as_(factories.user("customer", customer=person.customer))
    for other in (colleague, as_("customer"), as_("auditor"), as_("engineer")):
        for verb in ("rotate", "revoke"):
            assert other.post(f"/access-keys/{key.key_id}/{verb}/").status_code == 404
        assert key.key_id not in other.get("/access-keys/").content.decode()
    manager = as_("compliance_manager")
    assert manager.post(f"/access-keys/{key.key_id}/rotate/").status_code == 404
    assert key.key_id in manager.get("/access-keys/everybody/").content.decode()

    manager.post(f"/access-keys/{key.key_id}/revoke/")

    assert not AccessKey.objects.in_force(now=now()).exists()
    assert Entry.objects.get(action="access-key.revoked").details["email"] == "ada@example.com"


def test_the_last_use_is_shown(as_: SignIn, person: User) -> None:
    key, _ = issued(as_(person))
    AccessKey.objects.filter(pk=key.pk).update(
        last_used_at=factories.MOMENT, last_used_address="192.0.2.7", last_used_for="ListReports"
    )

    page = " ".join(as_(person).get("/access-keys/").content.decode().split())

    assert "ListReports from 192.0.2.7" in page


def test_the_last_day_counts(as_: SignIn, person: User) -> None:
    client = as_(person)
    past = client.post("/access-keys/", {"description": "x", "ends_on": "2020-01-01"})
    assert b"ended already" in past.content

    tomorrow = (now() + timedelta(days=1)).date()
    client.post("/access-keys/", {"description": "x", "ends_on": tomorrow.isoformat()})
    ends_at = AccessKey.objects.get().expires_at
    assert ends_at
    assert ends_at.date() == tomorrow + timedelta(days=1)


def test_the_command_issues_lists_and_revokes(person: User) -> None:
    said = command("issue", "Ada@example.com", "--description", "cron")
    key = AccessKey.objects.get()
    assert said.splitlines() == [
        f"AWS_ACCESS_KEY_ID={key.key_id}",
        f"AWS_SECRET_ACCESS_KEY={secret_of(key)}",
    ]
    assert command("list", "ada@example.com") == f"{key.key_id}  in force  last used never  cron\n"
    assert command("revoke", "ada@example.com", "--key", key.key_id).startswith(key.key_id)
    assert "out of force" in command("list", "ada@example.com")


def test_the_command_refuses_what_cannot_be(person: User) -> None:
    with pytest.raises(CommandError, match="nobody"):
        command("list", "who@example.com")
    with pytest.raises(CommandError, match="no key"):
        command("revoke", "ada@example.com")
    for _ in range(2):
        issue(person, actor="test", now=now())
    with pytest.raises(CommandError, match="Revoke one first"):
        command("issue", "ada@example.com")
    command("revoke", "ada@example.com")
    assert not AccessKey.objects.in_force(now=now()).exists()


def test_switching_off_in_the_admin_takes_the_keys_too(as_: SignIn, person: User) -> None:
    issue(person, actor="test", now=now())

    as_("administrator").post(
        f"/admin/artifact/user/{person.pk}/change/",
        {"email": person.email, "role": "customer", "customer": person.customer_id},
    )

    person.refresh_from_db()
    assert not person.is_active
    assert AccessKey.objects.get().revoked_at
    assert Entry.objects.filter(action="person.changed").count() == 1
