"""Signing in: who gets in, how often one may try, and the second factor."""

import base64
import hashlib
import hmac
import re
import struct
import time

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from pytest_django import Settings

from artifact.users.models import User
from tests.artifact import factories
from tests.artifact.conftest import SignIn

pytestmark = pytest.mark.django_db

FORM = "/sign-in/login/"
WRONG = "The email address and/or password you specified are not correct."


@pytest.fixture
def person() -> User:
    """An engineer with a password."""
    return factories.user("engineer", "engineer@example.com")


def sign_in(client: Client, password: str = factories.PASSWORD, **more: str) -> str:
    """Send the form; where it leads, or the empty text where it stays."""
    response = client.post(FORM, {"login": "engineer@example.com", "password": password, **more})
    return response.headers.get("Location", "")


def is_in(client: Client) -> bool:
    """Whether the findings open."""
    return client.get("/findings/").status_code == 200


def test_the_right_password_opens_the_portal(person: User, client: Client) -> None:
    assert sign_in(client) == "/start/"
    assert is_in(client)


def test_a_wrong_password_and_an_unknown_person_look_the_same(
    person: User, client: Client
) -> None:
    wrong = client.post(FORM, {"login": person.email, "password": "wrong"})
    unknown = client.post(FORM, {"login": "nobody@example.com", "password": "wrong"})

    assert WRONG in wrong.content.decode()
    assert WRONG in unknown.content.decode()


def test_a_switched_off_person_does_not_get_in(person: User, client: Client) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)

    sign_in(client)

    assert not is_in(client)


def test_attempts_are_limited(person: User, client: Client) -> None:
    for _ in range(5):
        sign_in(client, "wrong")

    page = client.post(FORM, {"login": person.email, "password": factories.PASSWORD})

    assert "Too many failed login attempts" in page.content.decode()
    assert not is_in(client)


def test_the_session_of_before_is_not_the_one_of_after(person: User, client: Client) -> None:
    client.cookies["sessionid"] = "chosen-by-somebody-else"
    sign_in(client)

    assert client.cookies["sessionid"].value != "chosen-by-somebody-else"
    stranger = Client()
    stranger.cookies["sessionid"] = "chosen-by-somebody-else"
    assert not is_in(stranger)


def test_cookies_cannot_be_read_by_scripts(person: User, client: Client) -> None:
    sign_in(client)

    assert client.cookies["sessionid"]["httponly"]
    assert client.cookies["sessionid"]["samesite"] == "Lax"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", r"\\evil"]
)
def test_signing_in_never_leads_elsewhere(person: User, client: Client, elsewhere: str) -> None:
    assert sign_in(client, next=elsewhere) == "/start/"


def test_signing_in_leads_on_to_the_page_that_was_wanted(person: User, client: Client) -> None:
    assert sign_in(client, next="/findings/?status=fail") == "/findings/?status=fail"


def test_the_form_is_refused_from_elsewhere(person: User) -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post(FORM, {"login": person.email, "password": factories.PASSWORD})

    assert response.status_code == 403


def test_following_a_link_does_not_sign_out(as_: SignIn, person: User) -> None:
    client = as_(person)
    client.get("/sign-in/logout/")
    assert is_in(client)

    client.post("/sign-in/logout/")
    assert not is_in(client)


def test_nobody_signs_up(client: Client) -> None:
    fields = {"email": "new@example.com", "password1": "x" * 20, "password2": "x" * 20}

    client.post("/sign-in/signup/", fields)

    assert not User.objects.exists()


@pytest.mark.parametrize("path", ["/sign-in/email/", "/sign-in/confirm-email/"])
def test_people_cannot_take_another_name_in_the_ledger(
    as_: SignIn, person: User, path: str
) -> None:
    assert as_(person).get(path).status_code == 404


def test_asking_for_a_new_password_does_not_tell_who_exists(person: User, client: Client) -> None:
    known = client.post("/sign-in/password/reset/", {"email": person.email}, follow=True)
    unknown = Client().post(
        "/sign-in/password/reset/", {"email": "nobody@example.com"}, follow=True
    )

    assert known.redirect_chain == unknown.redirect_chain
    assert _without_tokens(known.content) == _without_tokens(unknown.content)


def test_a_new_password_comes_by_mail(person: User, client: Client) -> None:
    client.post("/sign-in/password/reset/", {"email": person.email})
    link = re.search(r"/sign-in/password/reset/key/\S+", str(mail.outbox[0].body))
    assert link
    form = client.get(link.group(), follow=True)
    new = "another long password 7"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})

    assert sign_in(client, factories.PASSWORD) == ""
    assert sign_in(client, new) == "/start/"


ACTIVATE = "/sign-in/2fa/totp/activate/"


@pytest.fixture
def patient(settings: Settings) -> None:
    """Codes of the step before count too, so that a test may fall on the turn of one."""
    settings.MFA_TOTP_TOLERANCE = 1


def set_up_second_factor(client: Client) -> str:
    """Set up an authenticator app, giving the password once more; the app's secret."""
    sign_in(client)
    asked = client.get(ACTIVATE).headers["Location"]
    client.post(asked, {"password": factories.PASSWORD, "next": ACTIVATE})
    secret = str(client.get(ACTIVATE).context["form"].secret)
    client.post(ACTIVATE, {"code": totp(secret)})
    return secret


def test_a_second_factor_is_demanded_once_it_is_set_up(
    person: User, patient: None, client: Client
) -> None:
    secret = set_up_second_factor(client)

    other = Client()
    assert sign_in(other) == "/sign-in/2fa/authenticate/"
    assert not is_in(other)
    other.post("/sign-in/2fa/authenticate/", {"code": "000000"})
    assert not is_in(other)
    other.post("/sign-in/2fa/authenticate/", {"code": totp(secret)})
    assert is_in(other)


def test_a_used_code_is_refused(person: User, patient: None, client: Client) -> None:
    secret = set_up_second_factor(client)
    code = totp(secret)
    for is_let_in in (True, False):
        other = Client()
        sign_in(other)
        other.post("/sign-in/2fa/authenticate/", {"code": code})
        assert is_in(other) == is_let_in


def test_a_recovery_code_works_once(person: User, patient: None, client: Client) -> None:
    set_up_second_factor(client)
    client.post("/sign-in/2fa/recovery-codes/generate/")
    codes = client.get("/sign-in/2fa/recovery-codes/download/").content.decode().split()
    for is_let_in in (True, False):
        other = Client()
        sign_in(other)
        other.post("/sign-in/2fa/authenticate/", {"code": codes[-1]})
        assert is_in(other) == is_let_in


def test_the_admin_has_no_door_of_its_own(client: Client, settings: Settings) -> None:
    factories.user("administrator", "admin@example.com")

    page = client.get("/admin/login/")
    client.post("/admin/login/", {"username": "admin@example.com", "password": factories.PASSWORD})

    assert page.headers["Location"].startswith(FORM)
    assert not is_in(client)


def totp(secret: str) -> str:
    """The six digits that an authenticator app shows (RFC 6238, RFC 4226 section 5.3)."""
    counter = int(time.time()) // 30
    mac = hmac.digest(base64.b32decode(secret), struct.pack(">Q", counter), hashlib.sha1)
    at = mac[-1] & 15
    (number,) = struct.unpack(">I", mac[at : at + 4])
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06d}"


def _without_tokens(page: bytes) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page.decode())


def test_the_secret_of_a_second_factor_is_not_kept_in_the_clear(
    person: User, client: Client
) -> None:
    """Whoever reads the database cannot make codes from it."""
    secret = set_up_second_factor(client)
    kept = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).get()
    assert secret not in str(kept.data)
