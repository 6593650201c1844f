"""Customers are added, changed and closed."""

import pytest
from django.test import Client

from artifact.access_keys.issue import issue
from artifact.access_keys.models import AccessKey
from artifact.clock import now
from artifact.customers.add_customer import CustomerInput, CustomerRefused, add_customer
from artifact.customers.change_customer import change_customer
from artifact.customers.close_customer import close_customer
from artifact.customers.invite import invite
from artifact.customers.models import Invitation
from artifact.customers.open_invitation import Invitee
from artifact.library.links import download_link
from artifact.users.caller import Caller, Channel
from artifact.users.models import Customer, User
from compliance.models import Entry
from tests.artifact import factories
from tests.artifact.conftest import SignIn

pytestmark = pytest.mark.django_db


def add(name: str = "Example Ltd", **given: object) -> Customer:
    """A customer through the use case."""
    return add_customer(
        CustomerInput(name, **given),  # type: ignore[arg-type]  # what each test gives
        actor="manager@example.com",
        now=now(),
    )


def actions() -> list[str]:
    """What the ledger says happened."""
    return list(Entry.objects.order_by("pk").values_list("action", flat=True))


def test_an_id_is_made_or_taken_as_given() -> None:
    made, given = add(), add(customer_id="123456789012")

    assert len(made.customer_id) == 12
    assert made.customer_id.isdecimal()
    assert given.customer_id == "123456789012"
    assert actions() == ["customer.added", "customer.added"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"customer_id": "123456789012"}, "customer_id"),
        ({"customer_id": "12345"}, "customer_id"),
        ({"domains": ["taken.example"]}, "domains"),
        ({"domains": ["TAKEN.Example."]}, "domains"),
        ({"domains": ["gmail.com"]}, "domains"),
        ({"domains": ["GMX.de"]}, "domains"),
        ({"domains": ["tuta.com"]}, "domains"),
        ({"domains": ["no domain"]}, "domains"),
        ({"domains": ["localhost"]}, "domains"),
        ({"organization_id": "o-UPPER"}, "organization_id"),
        ({"name": ""}, "name"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_half_done(
    given: dict[str, object], field: str
) -> None:
    add(customer_id="123456789012", domains=["taken.example"])

    with pytest.raises(CustomerRefused) as refused:
        add(**{"name": "Another", **given})  # type: ignore[arg-type]  # as above

    assert list(refused.value.errors) == [field]
    assert Customer.objects.count() == 1
    assert actions() == ["customer.added"]


def test_a_domain_is_kept_in_one_way_of_writing() -> None:
    found = add(domains=["@Example.COM", "example.com", "münchen.example"])

    assert found.domains == ["example.com", "xn--mnchen-3ya.example"]


def test_accounts_of_one_organisation_share_its_id() -> None:
    parent = add("Parent")
    first, second = add("First", parent=parent), add("Second", parent=parent)
    parent.refresh_from_db()

    assert parent.organization_id.startswith("o-")
    assert {first.organization_id, second.organization_id} == {parent.organization_id}
    with pytest.raises(CustomerRefused):
        add("Too deep", parent=first)
    other = add("Other")
    with pytest.raises(CustomerRefused, match="manages an organisation"):
        change_customer(parent, CustomerInput("Parent", parent=other), actor="m", now=now())


def test_a_change_is_in_the_ledger_and_none_is_not() -> None:
    found = add(domains=["example.com"])
    same = CustomerInput("Example Ltd", domains=["example.com"])
    change_customer(found, same, actor="m", now=now())
    assert actions() == ["customer.added"]

    changed = CustomerInput("Example plc", domains=["example.com", "example.org"])
    assert change_customer(found, changed, actor="m", now=now()).name == "Example plc"

    entry = Entry.objects.get(action="customer.changed")
    assert entry.details["before"]["name"] == "Example Ltd"
    assert entry.details["after"]["domains"] == ["example.com", "example.org"]


def test_closing_puts_its_people_out_of_every_door(as_: SignIn) -> None:
    customer = factories.customer(domains=["example.com"])
    person = factories.user("customer", customer=customer)
    factories.grant(person)
    report = factories.version(factories.series(factories.Scope([factories.account()])))
    issued = issue(person, actor="test", now=now())
    link = download_link(report, acceptance=None, caller=Caller(person, Channel.PORTAL))
    invite(Invitee("new@example.com", User.Role.CUSTOMER, customer), actor="m", now=now())
    client = as_(person)
    assert client.get(f"/reports/versions/{report.pk}/").status_code == 200
    path = "/downloads/" + link.rpartition("/")[2]
    assert Client().get(path).status_code == 200

    close_customer(customer, actor="manager@example.com", now=now())

    assert client.get(f"/reports/versions/{report.pk}/").status_code == 302
    assert Client().get(path).status_code == 403
    assert not AccessKey.objects.in_force(now=now()).exists()
    assert AccessKey.objects.get(pk=issued.key.pk).revoked_at
    assert not Invitation.objects.waiting().exists()
    assert {"access-key.revoked", "person.changed", "customer.closed"} <= set(actions())
    person.refresh_from_db()
    person.is_active = True
    with pytest.raises(Exception, match="closed"):
        person.full_clean()


def test_a_closed_customers_domain_is_free_again_and_it_stays_closed() -> None:
    old = add(domains=["example.com"])
    close_customer(old, actor="m", now=now())

    assert add("Successor", domains=["example.com"]).domains == ["example.com"]
    with pytest.raises(CustomerRefused, match="closed"):
        close_customer(old, actor="m", now=now())
    with pytest.raises(CustomerRefused, match="closed"):
        change_customer(old, CustomerInput("New name"), actor="m", now=now())


def test_who_manages_an_organisation_is_closed_last() -> None:
    parent = add("Parent")
    member = add("Member", parent=parent)
    with pytest.raises(CustomerRefused, match="other accounts"):
        close_customer(parent, actor="m", now=now())

    close_customer(member, actor="m", now=now())
    assert close_customer(parent, actor="m", now=now()).is_closed
