"""Grants in the portal: given, shown with their end, revoked at once."""

import pytest

from artifact.library.models import ReportVersion
from artifact.users.models import Grant, User
from compliance.models import Entry
from tests.artifact import factories
from tests.artifact.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> ReportVersion:
    """A published report about HIPAA."""
    return factories.version(factories.series(factories.Scope([factories.account()])))


def give(as_: SignIn, **form: object) -> Grant:
    """A grant through the form."""
    answer = as_("compliance_manager").post("/grants/give/", form)
    assert answer.status_code == 302, answer.content.decode()
    return Grant.objects.latest("pk")


def status(client: object, version: ReportVersion) -> int:
    """How the report's page answers."""
    return int(client.get(f"/reports/versions/{version.pk}/").status_code)  # type: ignore[attr-defined]  # a client


def test_a_signed_in_person_gains_and_loses_a_report_with_the_next_click(
    as_: SignIn, version: ReportVersion
) -> None:
    person = factories.user("customer", customer=factories.customer())
    client = as_(person)
    assert status(client, version) == 404

    grant = give(as_, user=person.pk, framework="hipaa", ends_on="2030-01-31")
    assert status(client, version) == 200
    assert b"2030-02-01 00:00" in client.get("/company/").content

    as_("compliance_manager").post(f"/grants/{grant.pk}/revoke/")
    assert status(client, version) == 404
    actions = ["grant.given", "grant.revoked"]
    found = Entry.objects.filter(subject=f"grant:{grant.pk}").order_by("pk")
    assert list(found.values_list("action", flat=True)) == actions
    as_("compliance_manager").post(f"/grants/{grant.pk}/revoke/")
    assert found.count() == 2


def test_a_customers_grant_covers_its_organisation_and_nobody_else(
    as_: SignIn, version: ReportVersion
) -> None:
    parent = factories.customer()
    member = factories.customer(parent=parent)
    people = {
        name: as_(factories.user("customer", customer=customer))
        for name, customer in (
            ("parent", parent),
            ("member", member),
            ("other", factories.customer()),
            ("stranger", None),
        )
    }
    give(as_, customer=parent.pk)

    seen = {name: status(client, version) for name, client in people.items()}
    assert seen == {"parent": 200, "member": 200, "other": 404, "stranger": 404}


def test_every_customer_is_every_customer(as_: SignIn, version: ReportVersion) -> None:
    client = as_(factories.user("customer", customer=factories.customer()))
    stranger = as_(factories.user("customer"))
    give(as_, is_for_every_customer="on")

    assert (status(client, version), status(stranger, version)) == (200, 404)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"framework": ""}, "Name a person, or a customer"),
        ({"is_for_every_customer": "on", "user": "person"}, "Name a person, or a customer"),
        ({"user": "person", "ends_on": "2020-01-01"}, "ends before it starts"),
        ({"user": "person", "framework": "none"}, "not one of the available"),
        ({"user": "inside"}, "not one of the available"),
        ({"user": "person", "starts_on": "2020-01-01", "ends_on": "2020-02-01"}, "ended already"),
    ],
)
def test_a_grant_that_makes_no_sense_is_refused(
    as_: SignIn, form: dict[str, str], said: str
) -> None:
    ids = {"person": factories.user("auditor").pk, "inside": factories.user("engineer").pk}
    given = {name: ids.get(value, value) for name, value in form.items()}

    answer = as_("compliance_manager").post("/grants/give/", given)

    assert said in answer.content.decode()
    assert not Grant.objects.exists()
    assert not Entry.objects.exists()


def test_a_link_names_to_whom(as_: SignIn) -> None:
    customer = factories.customer()
    person = factories.user("auditor")
    client = as_("compliance_manager")

    page = client.get(f"/grants/give/?customer={customer.customer_id}")
    assert page.context["form"].initial["customer"] == customer
    page = client.get(f"/grants/give/?person={person.pk}")
    assert page.context["form"].initial["user"] == person
    assert client.get("/grants/give/?person=x&customer=y").status_code == 200


def test_a_removed_person_is_out_with_the_next_click(as_: SignIn, version: ReportVersion) -> None:
    person = factories.user("customer")
    factories.grant(person)
    client = as_(person)
    assert status(client, version) == 200

    as_("compliance_manager").post(f"/people/{person.pk}/remove/")

    assert status(client, version) == 302
    assert not User.objects.get(pk=person.pk).is_active
    again = as_("compliance_manager").post(f"/people/{person.pk}/remove/", follow=True)
    assert b"is out already" in again.content
    inside = factories.user("engineer")
    assert as_("compliance_manager").post(f"/people/{inside.pk}/remove/").status_code == 404


def test_the_same_grant_is_not_given_twice_until_it_was_revoked(as_: SignIn) -> None:
    company = factories.customer()
    form = {"customer": company.pk, "framework": "hipaa"}
    first = give(as_, **form)

    again = as_("compliance_manager").post("/grants/give/", form)

    assert "This very grant was given already" in again.content.decode()
    assert Grant.objects.get() == first
    as_("compliance_manager").post(f"/grants/{first.pk}/revoke/")
    assert give(as_, **form) != first
