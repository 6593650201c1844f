"""The library and the customers that the protocol's tests start from."""

from typing import Any

from artifact.agreements.customer_agreement import CustomerAgreement
from artifact.agreements.models import Agreement
from artifact.library.models import Report
from artifact.users.models import Customer
from compliance.evidence.store import put
from tests.artifact import factories
from tests.artifact.factories import MOMENT

AWKWARD = "PCI DSS v4.0.1 / ISO/IEC 27001:2022 <Prüfung> 監査"


def report(title: str = "", **given: Any) -> Report:
    """A series without a version."""
    made = factories.series(factories.Scope([], regions=["eu-west-1"]), title)
    for name, value in given.items():
        setattr(made, name, value)
    made.save()
    return made


def published(title: str = "", **given: Any) -> Report:
    """A series with a published version."""
    made = report(title, **given)
    factories.version(made, changed_at=MOMENT, published_at=MOMENT)
    return made


def company(**given: Any) -> Customer:
    """A customer."""
    fields: dict[str, Any] = {"name": "Example Ltd", "created_by": "test", **given}
    return Customer.objects.create(created_at=MOMENT, **fields)


def agreement(of: Customer, **given: Any) -> CustomerAgreement:
    """An agreement that was signed on paper and is in force."""
    fields: dict[str, Any] = {
        "name": "Business <associate> addendum",
        "state": CustomerAgreement.State.ACTIVE,
        "level": Agreement.Subject.ACCOUNT,
        "document": put(factories.pdf_bytes(), now=MOMENT),
        "is_offline": True,
        "effective_start": MOMENT,
        **given,
    }
    return CustomerAgreement.objects.create(customer=of, **fields)
