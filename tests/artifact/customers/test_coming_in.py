"""Invitations: the letter, the page, and what is kept of them."""

from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from artifact.clock import now
from artifact.customers.models import Invitation, Mail
from artifact.customers.send_mail import MOST_ATTEMPTS, is_mail_due
from artifact.tasks import send_mail
from artifact.users.models import Customer, User
from compliance.models import Entry
from tests.artifact import factories
from tests.artifact.conftest import SignIn
from tests.artifact.customers.post import COME_IN, arrived, path_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer() -> Customer:
    """Example Ltd, whose people have addresses at example.com."""
    return factories.customer("Example Ltd", domains=["example.com"])


def invited(as_: SignIn, customer: Customer | None, email: str = "ada@example.com") -> str:
    """The address in the letter to somebody whom a manager invited."""
    role = "customer" if customer else "auditor"
    answer = as_("compliance_manager").post(
        "/people/invite/",
        {"email": email, "role": role, "customer": customer.pk if customer else ""},
    )
    assert answer.status_code == 302, answer.content.decode()
    return path_in(arrived()[-1])


def test_an_invited_person_sets_a_password_and_signs_in(as_: SignIn, customer: Customer) -> None:
    path = invited(as_, customer)
    assert mail.outbox[-1].to == ["ada@example.com"]
    client = Client()
    assert b"ada@example.com" in client.get(path).content

    answer = client.post(path, COME_IN)

    assert answer.headers["Location"] == "/sign-in/login/"
    person = User.objects.get(email="ada@example.com")
    assert (person.name, person.role, person.customer) == ("Ada Example", "customer", customer)
    signed_in = client.post(
        "/sign-in/login/", {"login": person.email, "password": COME_IN["password"]}
    )
    assert signed_in.status_code == 302
    assert client.get("/reports/").status_code == 200
    assert Entry.objects.filter(action="invitation.accepted").count() == 1


def test_the_workers_task_sends_what_is_due(as_: SignIn, customer: Customer) -> None:
    form = {"email": "ada@example.com", "role": "customer", "customer": customer.pk}
    as_("compliance_manager").post("/people/invite/", form)
    assert is_mail_due(now=now())

    send_mail()

    assert [letter.to for letter in mail.outbox] == [["ada@example.com"]]
    assert not is_mail_due(now=now())


def test_nothing_but_a_hash_of_the_token_is_kept(as_: SignIn, customer: Customer) -> None:
    token = invited(as_, customer).split("/")[2]

    invitation = Invitation.objects.get()
    letter = Mail.objects.get()
    assert token not in str(invitation.__dict__)
    assert (letter.encrypted_body, letter.sent_at is not None) == ("", True)
    assert not any(token in bytes(entry.body).decode() for entry in Entry.objects.all())


def test_an_invitation_serves_once(as_: SignIn, customer: Customer) -> None:
    path = invited(as_, customer)
    Client().post(path, COME_IN)

    for answer in (Client().get(path), Client().post(path, COME_IN)):
        assert answer.status_code == 410
        assert b"used already" in answer.content


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"expires_at": factories.MOMENT}, "has expired"),
        ({"withdrawn_at": factories.MOMENT}, "was withdrawn"),
    ],
)
def test_an_invitation_that_holds_no_more_says_so(
    as_: SignIn, customer: Customer, changed: dict[str, object], said: str
) -> None:
    path = invited(as_, customer)
    Invitation.objects.update(**changed)

    answer = Client().post(path, COME_IN)

    assert answer.status_code == 410
    assert said in answer.content.decode()
    assert not User.objects.get(email="ada@example.com").is_active


def test_it_holds_for_seven_days(as_: SignIn, customer: Customer) -> None:
    invited(as_, customer)
    found = Invitation.objects.get()

    assert found.expires_at - found.invited_at == timedelta(days=7)


def test_a_made_up_token_lets_nobody_in() -> None:
    answer = Client().get("/invitation/made-up/")

    assert answer.status_code == 410
    assert b"no such invitation" in answer.content


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"again": "another"}, "not the same"),
        ({"password": "short", "again": "short"}, "at least 12 characters"),
        ({"name": ""}, "required"),
    ],
)
def test_a_weak_password_is_refused_and_the_invitation_holds(
    as_: SignIn, customer: Customer, wrong: dict[str, str], said: str
) -> None:
    path = invited(as_, customer)

    answer = Client().post(path, {**COME_IN, **wrong})

    assert said in answer.content.decode()
    assert Client().post(path, COME_IN).status_code == 302


def test_a_second_invitation_replaces_the_first(as_: SignIn, customer: Customer) -> None:
    first = invited(as_, customer)
    second = invited(as_, customer)

    assert Client().get(first).status_code == 410
    assert Client().get(second).status_code == 200


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"email": "not an address"}, "valid email"),
        ({"email": "known@example.com"}, "has access already"),
        ({"customer": ""}, "to which customer"),
        ({"role": "administrator"}, "not one of the available"),
    ],
)
def test_an_invitation_that_cannot_be_is_refused(
    as_: SignIn, customer: Customer, given: dict[str, str], said: str
) -> None:
    factories.user("customer", "known@example.com")
    form = {"email": "ada@example.com", "role": "customer", "customer": customer.pk, **given}

    answer = as_("compliance_manager").post("/people/invite/", form)

    assert said in answer.content.decode()
    assert not Mail.objects.exists()


def test_a_letter_that_cannot_be_sent_is_tried_again(
    as_: SignIn, customer: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object) -> int:
        raise SMTPException("greylisted")

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", down)
        form = {"email": "ada@example.com", "role": "customer", "customer": customer.pk}
        client = as_("compliance_manager")
        page = client.post("/people/invite/", form, follow=True)
        assert arrived() == []
        letter = Mail.objects.get()
        assert (letter.attempts, letter.error) == (1, "SMTPException: greylisted")
        assert arrived() == []
        assert Mail.objects.get().attempts == 1
        assert b"greylisted" in client.get(page.request["PATH_INFO"]).content

    assert len(arrived(at=now() + timedelta(minutes=2))) == 1
    assert len(arrived(at=now() + timedelta(days=1))) == 1


def test_a_letter_is_given_up_after_a_day(
    as_: SignIn, customer: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "send_messages", down)
    form = {"email": "ada@example.com", "role": "customer", "customer": customer.pk}
    as_("compliance_manager").post("/people/invite/", form)
    for _ in range(MOST_ATTEMPTS + 3):
        arrived(at=Mail.objects.get().next_at)

    letter = Mail.objects.get()
    assert (letter.attempts, letter.encrypted_body) == (MOST_ATTEMPTS, "")
    assert letter.failed_at


def test_sign_up_stays_closed() -> None:
    assert b"<form" not in Client().get("/sign-in/signup/").content.split(b"<main")[1]


def test_a_colleague_is_invited_by_the_companys_domain_only(
    as_: SignIn, customer: Customer
) -> None:
    client = as_(factories.user("customer", customer=customer))

    refused = client.post("/company/invite/", {"email": "eve@gmail.com"})
    assert b"Only addresses of your company" in refused.content
    assert client.post("/company/invite/", {"email": "bob@example.com"}).status_code == 302
    assert [letter.to for letter in arrived()] == [["bob@example.com"]]
    stranger = as_(factories.user("customer"))
    assert (
        b"Only addresses" in stranger.post("/company/invite/", {"email": "x@example.com"}).content
    )
