"""`manage.py create_user`."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from artifact.users.models import User
from tests.artifact import factories

pytestmark = pytest.mark.django_db


def create(monkeypatch: pytest.MonkeyPatch, password: str, *words: str) -> str:
    """What the command prints, given a password on its standard input."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    out = io.StringIO()
    call_command("create_user", *words, "--password-stdin", stdout=out)
    return out.getvalue()


def test_the_person_can_sign_in(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    said = create(
        monkeypatch, factories.PASSWORD, "Auditor@Example.com", "--role", "auditor", "--name", "A"
    )

    assert said == "auditor@example.com can sign in as auditor.\n"
    response = client.post(
        "/sign-in/login/", {"login": "auditor@example.com", "password": factories.PASSWORD}
    )
    assert response.headers["Location"] == "/start/"


def test_running_it_again_sets_role_and_password(monkeypatch: pytest.MonkeyPatch) -> None:
    create(monkeypatch, factories.PASSWORD, "a@example.com", "--role", "auditor", "--name", "A")
    create(monkeypatch, "another long password 7", "a@example.com", "--role", "engineer")

    person = User.objects.get()
    assert (person.role, person.name) == ("engineer", "A")
    assert person.check_password("another long password 7")


@pytest.mark.parametrize(
    ("password", "email", "message"),
    [
        ("short", "a@example.com", "too short"),
        ("password1234", "a@example.com", "too common"),
        ("someone@example.com", "someone@example.com", "too similar"),
        (factories.PASSWORD, "no-address", "valid email address"),
    ],
)
def test_weak_passwords_and_wrong_addresses_are_refused(
    monkeypatch: pytest.MonkeyPatch, password: str, email: str, message: str
) -> None:
    with pytest.raises(CommandError, match=message):
        create(monkeypatch, password, email, "--role", "auditor")

    assert not User.objects.exists()
