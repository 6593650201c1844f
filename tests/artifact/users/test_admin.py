"""Django's admin: administrators manage people and grants there, and nothing else."""

import re

import pytest
from django.core import mail
from django.test import Client

from artifact.users.models import Grant, User
from compliance.models import Entry
from tests.artifact import factories
from tests.artifact.conftest import SignIn

pytestmark = pytest.mark.django_db

TIMES = {"starts_at_0": "2026-01-01", "starts_at_1": "00:00:00"}


@pytest.fixture
def admin(as_: SignIn) -> Client:
    """The client of an administrator."""
    return as_(factories.user("administrator", "admin@example.com"))


def last_entry() -> Entry:
    """The newest line of the ledger."""
    return Entry.objects.order_by("pk").reverse()[0]


def test_it_shows_people_and_grants_only(admin: Client) -> None:
    page = admin.get("/admin/").content.decode()

    assert set(re.findall(r'href="/admin/(\w+/\w+)/"', page)) == {
        "artifact/user",
        "artifact/grant",
    }


@pytest.mark.parametrize(
    "path",
    ["/admin/django_celery_beat/periodictask/", "/admin/mfa/authenticator/", "/admin/auth/group/"],
)
def test_other_tables_stay_closed_even_to_a_superuser(as_: SignIn, path: str) -> None:
    root = User.objects.create_superuser("root@example.com", factories.PASSWORD)

    assert as_(root).get(path).status_code in {403, 404}


@pytest.mark.parametrize("role", ["compliance_manager", "engineer", "auditor", "customer"])
def test_others_do_not_get_in(as_: SignIn, role: str) -> None:
    client = as_(role)

    assert client.get("/admin/artifact/user/").status_code == 302
    assert client.get("/admin/artifact/user/", follow=True).status_code == 403


def test_a_new_person_chooses_a_password_by_mail(admin: Client) -> None:
    admin.post(
        "/admin/artifact/user/add/",
        {"email": "New.Auditor@Example.com", "role": "auditor", "is_active": "on"},
    )
    person = User.objects.get(email="new.auditor@example.com")
    assert not person.has_usable_password()
    assert (last_entry().action, last_entry().actor) == ("person.added", "admin@example.com")

    client = Client()
    client.post("/sign-in/password/reset/", {"email": person.email})

    assert "/sign-in/password/reset/key/" in mail.outbox[0].body


def test_giving_a_grant_is_written_down(admin: Client) -> None:
    auditor = factories.user("auditor")
    admin.post(
        "/admin/artifact/grant/add/",
        {"user": auditor.pk, "framework": "hipaa", "regions": '["eu-west-1"]', **TIMES},
    )

    grant = Grant.objects.get()
    assert grant.granted_by == "admin@example.com"
    assert last_entry().action == "grant.given"
    assert last_entry().subject == f"grant:{grant.pk}"
    assert last_entry().details["regions"] == ["eu-west-1"]
    assert last_entry().details["email"] == auditor.email


def test_revoking_a_grant_is_written_down(admin: Client) -> None:
    grant = factories.grant(factories.user("auditor"))
    admin.post(
        f"/admin/artifact/grant/{grant.pk}/change/",
        {
            "user": grant.user_id,
            "regions": "[]",
            **TIMES,
            "revoked_at_0": "2026-02-01",
            "revoked_at_1": "00:00:00",
        },
    )

    assert last_entry().action == "grant.changed"
    assert last_entry().details["revoked_at"].startswith("2026-02-01")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"framework": "hippa"}, "There is no framework &#x27;hippa&#x27;."),
        ({"regions": '"eu-west-1"'}, "Write a list of names"),
        ({"regions": '[""]'}, "Write a list of names"),
        ({"ends_at_0": "2025-01-01", "ends_at_1": "00:00:00"}, "It ends before it starts."),
        ({"starts_at_0": ""}, "This field is required."),
    ],
)
def test_a_grant_that_says_something_else_than_it_seems_is_refused(
    admin: Client, wrong: dict[str, str], message: str
) -> None:
    auditor = factories.user("auditor")

    page = admin.post(
        "/admin/artifact/grant/add/", {"user": auditor.pk, "regions": "[]", **TIMES, **wrong}
    )

    assert message in page.content.decode()
    assert not Grant.objects.exists()


def test_nobody_is_deleted(admin: Client) -> None:
    grant = factories.grant(factories.user("auditor"))

    assert (
        admin.post(f"/admin/artifact/grant/{grant.pk}/delete/", {"post": "yes"}).status_code == 403
    )
    assert Grant.objects.filter(pk=grant.pk).exists()
