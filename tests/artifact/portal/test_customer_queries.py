"""The pages of customers ask the database as often for many rows as for few."""

import pytest

from artifact.access_keys.issue import issue
from artifact.clock import now
from artifact.customers.invite import invite
from artifact.customers.models import AccessRequest
from artifact.customers.open_invitation import Invitee
from artifact.library.models import Download
from artifact.users.models import Customer, Grant, User
from tests.artifact import factories
from tests.artifact.conftest import SignIn
from tests.artifact.portal.test_queries import queries

pytestmark = pytest.mark.django_db

PAGES = ("/customers/", "/people/", "/grants/", "/access-requests/", "/access-keys/everybody/")


def add_rows(of: Customer) -> User:
    """One more of everything, of the customer and of others."""
    account = factories.account()
    Grant.objects.create(
        customer=factories.customer(parent=of),
        account=account,
        starts_at=factories.MOMENT,
        granted_by="m",
    )
    Grant.objects.create(customer=of, account=account, starts_at=factories.MOMENT, granted_by="m")
    person = factories.user("customer", customer=of)
    factories.grant(person)
    issue(person, actor="test", now=now())
    number = User.objects.count()
    invite(Invitee(f"new{number}@example.com", User.Role.CUSTOMER, of), actor="test", now=now())
    AccessRequest.objects.create(
        email=f"asks{number}@example.com",
        token_sha256=str(number),
        state=AccessRequest.State.APPROVED,
        customer=of,
        asked_at=now(),
        expires_at=now(),
    )
    version = factories.version(factories.series(factories.Scope([account])))
    Download.objects.create(
        version=version, user=person, customer=of, email=person.email, at=now()
    )
    return person


def test_the_managers_lists(as_: SignIn) -> None:
    customer = factories.customer(domains=["example.com"])
    client = as_("compliance_manager")
    paths = (*PAGES, f"/customers/{customer.customer_id}/")
    person = add_rows(customer)
    add_rows(customer)
    few = {path: queries(client, path) for path in (*paths, f"/people/{person.pk}/")}
    for _ in range(4):
        add_rows(customer)

    assert {path: queries(client, path) for path in few} == few
    assert max(few.values()) <= 15


def test_the_companys_own_pages(as_: SignIn) -> None:
    customer = factories.customer(domains=["example.com"])
    client = as_(add_rows(customer))
    add_rows(customer)
    paths = ("/company/", "/company/downloads/", "/company/acceptances/", "/access-keys/")
    few = {path: queries(client, path) for path in paths}
    for _ in range(4):
        add_rows(customer)

    assert {path: queries(client, path) for path in paths} == few
    assert max(few.values()) <= 15


def test_a_company_sees_its_own_and_nobody_elses(as_: SignIn) -> None:
    ours, theirs = factories.customer(), factories.customer()
    mine, other = add_rows(ours), add_rows(theirs)
    colleague = factories.user("customer", customer=ours)

    for path in ("/company/", "/company/downloads/"):
        page = as_(colleague).get(path).content.decode()
        assert mine.email in page
        assert other.email not in page
        assert mine.email not in as_("customer").get(path).content.decode()
