"""What a customer sees through a grant to a category, a series, a company or everybody."""

from typing import Any

import pytest

from artifact.library.models import Report
from artifact.users.models import Customer, Grant, User
from tests.artifact import factories
from tests.artifact.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("grant", "is_seen"),
    [
        ({"category": "Certifications"}, True),
        ({"category": "Tests"}, False),
        ({"series": "SOC"}, True),
        ({"series": "ISO"}, False),
        ({"category": "Certifications", "series": "ISO"}, False),
        ({"series": "SOC", "regions": ["eu-west-1"]}, False),
    ],
)
def test_a_customers_grant_narrows_by_category_and_series(
    as_: SignIn, grant: dict[str, object], *, is_seen: bool
) -> None:
    report = factories.series(factories.Scope([]))
    Report.objects.update(category="Certifications", series="SOC")
    version = factories.version(report)
    client = as_(customer_with_grant(**grant))

    status = 200 if is_seen else 404
    assert client.get(f"/reports/{report.pk}/").status_code == status
    assert client.get(f"/reports/versions/{version.pk}/pdf").status_code == status
    assert (report.title in client.get("/reports/").content.decode()) == is_seen


def test_a_grant_of_a_series_opens_no_finding(as_: SignIn) -> None:
    finding = factories.finding(factories.account())
    person = factories.user("auditor")
    factories.grant(person, series="SOC")
    client = as_(person)

    assert client.get(f"/findings/{finding.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("to", "seen_by"),
    [
        ("own", {"own"}),
        ("head", {"own", "head", "sister"}),
        ("sister", {"sister"}),
        ("every customer", {"own", "head", "sister", "other"}),
        ("closed", set()),
    ],
)
def test_whom_a_customers_grant_reaches(as_: SignIn, to: str, seen_by: set[str]) -> None:
    head = company("Head")
    companies = {
        "own": company("Own", parent=head),
        "head": head,
        "sister": company("Sister", parent=head),
        "other": company("Other"),
        "closed": company("Closed", closed_at=factories.MOMENT),
    }
    report = factories.series(factories.Scope([]))
    factories.version(report)
    whom = {"customer": companies[to]} if to in companies else {"is_for_every_customer": True}
    Grant.objects.create(starts_at=factories.MOMENT, granted_by="admin", **whom)

    seen = {
        name
        for name, customer in companies.items()
        if as_(factories.user("customer", customer=customer))
        .get(f"/reports/{report.pk}/")
        .status_code
        == 200
    }

    assert seen == seen_by
    assert as_("customer").get(f"/reports/{report.pk}/").status_code == 404


def company(name: str, **given: Any) -> Customer:
    """A customer."""
    return Customer.objects.create(
        name=name, created_at=factories.MOMENT, created_by="test", **given
    )


def customer_with_grant(**grant: object) -> User:
    """A person of a customer that holds the grant."""
    customer = company("Example Ltd")
    Grant.objects.create(
        customer=customer, starts_at=factories.MOMENT, granted_by="admin", **grant
    )
    return factories.user("customer", customer=customer)
