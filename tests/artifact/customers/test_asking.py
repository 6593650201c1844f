"""Requests for access: the letters, the pages, and what they never say."""

import re

import pytest
from django.test import Client

from artifact.clock import now
from artifact.customers.models import AccessRequest, Mail
from artifact.users.models import Customer, Grant, User
from tests.artifact import factories
from tests.artifact.conftest import SignIn
from tests.artifact.customers.post import COME_IN, arrived, path_in

pytestmark = pytest.mark.django_db

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


def ask(**changed: str) -> str:
    """The address in the letter to somebody who asked."""
    answer = Client().post("/ask-for-access/", {**ASK, **changed})
    assert answer.headers["Location"] == "/ask-for-access/sent/"
    return path_in(arrived()[-1])


def shown(content: bytes) -> str:
    """A page without what differs at each request."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", content.decode())


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
