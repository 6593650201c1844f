"""Invitations, and requests for access: the letters, the pages, and what they never say."""

import re
from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from artifact.clock import now
from artifact.customers.models import AccessRequest, Invitation, Mail
from artifact.customers.send_mail import MOST_ATTEMPTS, is_mail_due
from artifact.tasks import send_mail
from artifact.users.models import Customer, Grant, User
from compliance.models import Entry
from tests.artifact import factories
from tests.artifact.conftest import SignIn
from tests.artifact.customers.post import arrived, path_in

pytestmark = pytest.mark.django_db

COME_IN = {
    "name": "Ada Example",
    "password": "a long enough passphrase",
    "again": "a long enough passphrase",
}
ASK = {
    "email": "Ada@Example.com",
    "name": "Ada Example",
    "company": "Example Ltd",
    "why": "The SOC report, for our audit.",
}


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


def ask(**changed: str) -> str:
    """The address in the letter to somebody who asked."""
    answer = Client().post("/ask-for-access/", {**ASK, **changed})
    assert answer.headers["Location"] == "/ask-for-access/sent/"
    return path_in(arrived()[-1])


def shown(content: bytes) -> str:
    """A page without what differs at each request."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", content.decode())


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


def test_an_address_of_a_customers_domain_is_a_member_at_once(customer: Customer) -> None:
    proof = ask()
    client = Client()
    assert b"This address is mine" in client.get(proof).content
    assert not User.objects.exists()

    answer = client.post(proof)
    client.post(answer.headers["Location"], COME_IN)

    person = User.objects.get()
    assert (person.email, person.customer, person.is_active) == ("ada@example.com", customer, True)
    assert AccessRequest.objects.get().state == "member"
    assert client.post(proof).status_code == 410


def test_anybody_else_waits_and_is_approved_with_a_grant(as_: SignIn, customer: Customer) -> None:
    assert Client().post(ask(email="eve@gmail.com")).headers["Location"].endswith("/waits/")
    waiting = AccessRequest.objects.get()
    manager = as_("compliance_manager")
    assert b"eve@gmail.com" in manager.get("/access-requests/").content
    assert b'1<span class="visually-hidden"> waiting' in manager.get("/customers/").content

    answer = manager.post(
        f"/access-requests/{waiting.pk}/",
        {
            "customer": customer.pk,
            "has_grant": "on",
            "framework": "hipaa",
            "ends_on": "2030-06-30",
        },
    )

    assert answer.status_code == 302
    grant = Grant.objects.get()
    assert (grant.user.email if grant.user else "", grant.framework) == ("eve@gmail.com", "hipaa")
    assert grant.ends_at
    assert grant.ends_at.isoformat() == "2030-07-01T00:00:00+00:00"
    Client().post(path_in(arrived()[-1]), COME_IN)
    person = User.objects.get(email="eve@gmail.com")
    assert (person.customer, person.is_active) == (customer, True)
    again = manager.post(f"/access-requests/{waiting.pk}/", {"customer": customer.pk}, follow=True)
    assert b"not waiting" in again.content


def test_who_is_refused_hears_why(as_: SignIn) -> None:
    Client().post(ask(email="eve@gmail.com"))
    pk = AccessRequest.objects.get().pk
    manager = as_("compliance_manager")
    assert b"required" in manager.post(f"/access-requests/{pk}/refuse/", {"reason": ""}).content

    manager.post(f"/access-requests/{pk}/refuse/", {"reason": "Ask your employer."})

    letter = arrived()[-1]
    assert letter.to == ["eve@gmail.com"]
    assert "Ask your employer." in str(letter.body)
    assert AccessRequest.objects.get().state == "refused"
    assert not User.objects.filter(email="eve@gmail.com").exists()


def test_nobody_sees_a_request_whose_mailbox_is_not_proven(as_: SignIn) -> None:
    ask(email="eve@gmail.com")
    manager = as_("compliance_manager")

    assert b"eve@gmail.com" not in manager.get("/access-requests/").content
    pk = AccessRequest.objects.get().pk
    assert manager.get(f"/access-requests/{pk}/").status_code == 404
    assert manager.post(f"/access-requests/{pk}/refuse/", {"reason": "x"}).status_code == 404


def test_who_was_removed_does_not_come_back_by_the_domain(as_: SignIn, customer: Customer) -> None:
    person = factories.user("customer", "ada@example.com", customer=customer)
    as_("compliance_manager").post(f"/people/{person.pk}/remove/")

    assert Client().post(ask()).headers["Location"].endswith("/waits/")

    person.refresh_from_db()
    assert not person.is_active


def test_the_page_says_the_same_of_known_and_unknown_addresses(customer: Customer) -> None:
    factories.user("customer", "known@example.com", customer=customer)
    answers = {}
    for email in ("known@example.com", "new@example.com", "stranger@gmail.com"):
        client = Client()
        answer = client.post("/ask-for-access/", {**ASK, "email": email}, follow=True)
        answers[email] = (answer.status_code, answer.redirect_chain, shown(answer.content))

    assert len({str(one) for one in answers.values()}) == 1
    letters = {letter.to[0]: str(letter.body) for letter in arrived()}
    assert "You have access already" in letters["known@example.com"]
    assert "/ask-for-access/" in letters["stranger@gmail.com"]


def test_one_address_gets_three_letters_a_day_and_the_page_does_not_say_so() -> None:
    for _ in range(5):
        answer = Client().post("/ask-for-access/", ASK)
        assert answer.headers["Location"] == "/ask-for-access/sent/"

    assert len(arrived()) == 3


def test_one_network_asks_twenty_times_an_hour() -> None:
    for number in range(20):
        Client().post("/ask-for-access/", {**ASK, "email": f"p{number}@example.com"})

    answer = Client().post("/ask-for-access/", ASK)

    assert answer.status_code == 429
    assert AccessRequest.objects.count() == 20


@pytest.mark.parametrize("field", list(ASK))
def test_a_form_with_something_missing_says_what(field: str) -> None:
    answer = Client().post("/ask-for-access/", {**ASK, field: ""})

    assert b"This field is required." in answer.content
    assert not Mail.objects.exists()


def test_proof_expires_after_three_days(customer: Customer) -> None:
    proof = ask()
    AccessRequest.objects.update(expires_at=now())

    answer = Client().post(proof)

    assert answer.status_code == 410
    assert b"expired" in answer.content
    assert Client().get("/ask-for-access/made-up/").status_code == 410


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
