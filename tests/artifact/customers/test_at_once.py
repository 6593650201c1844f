"""Two people, or two clicks, at the same instant."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from artifact.clock import now
from artifact.customers.accept_invitation import InvitationInvalid, accept_invitation
from artifact.customers.add_customer import CustomerInput, CustomerRefused, add_customer
from artifact.customers.close_customer import close_customer
from artifact.customers.open_invitation import Invitee, open_invitation
from artifact.customers.send_mail import send_due_mail
from artifact.customers.write_mail import write_mail
from artifact.users.models import Customer, User
from tests.artifact import factories

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*verbs: Callable[[], object]) -> list[str]:
    """What each verb answers, or the name of its refusal, when all start together."""
    start = Barrier(len(verbs))

    def one(verb: Callable[[], object]) -> str:
        try:
            start.wait()
            return str(verb())
        except (InvitationInvalid, CustomerRefused) as refusal:
            return type(refusal).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(verbs)) as pool:
        return list(pool.map(one, verbs))


def invited(customer: Customer) -> str:
    """The token of an invitation."""
    with transaction.atomic():
        who = Invitee("ada@example.com", User.Role.CUSTOMER, customer)
        return open_invitation(who, actor="test", now=now()).token


def accept(token: str) -> User:
    """Accept the invitation."""
    return accept_invitation(token, name="Ada", password="a long enough passphrase", now=now())


def test_an_invitation_lets_one_in() -> None:
    token = invited(factories.customer())

    said = at_once(lambda: accept(token), lambda: accept(token))

    assert sorted(said) == ["InvitationInvalid", "ada@example.com"]


def test_nobody_slips_into_a_customer_that_is_closed() -> None:
    customer = factories.customer()
    token = invited(customer)

    at_once(lambda: accept(token), lambda: close_customer(customer, actor="m", now=now()))

    assert not User.objects.get(email="ada@example.com").is_active


def test_a_domain_goes_to_one() -> None:
    def take() -> object:
        given = CustomerInput("Example Ltd", domains=["example.com"])
        return add_customer(given, actor="m", now=now()).name

    assert sorted(at_once(take, take)) == ["CustomerRefused", "Example Ltd"]
    assert Customer.objects.count() == 1


def test_two_workers_send_a_letter_once() -> None:
    given = {"name": "Ada", "reason": "No."}
    write_mail("ada@example.com", "access_refused", subject="No", given=given, now=now())

    sent = at_once(lambda: send_due_mail(clock=now), lambda: send_due_mail(clock=now))

    assert sorted(sent) == ["0", "1"]
