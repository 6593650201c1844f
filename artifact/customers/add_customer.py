"""A company becomes a customer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from artifact.customers.mail_domains import DomainRefused, checked_domains
from artifact.identifiers import new_organization_id
from artifact.users.models import Customer
from compliance.ledger.append import append

# Any fixed number; it only must differ from the other advisory locks of this database.
DOMAINS_LOCK = 4_210_003


class CustomerRefused(Exception):
    """The customer is not as it should be. `errors` names the fields, with what to do."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        self.errors = errors
        super().__init__(" ".join(one for each in errors.values() for one in each))


@dataclass(frozen=True)
class CustomerInput:
    """What is said of a customer. An empty id is made; `parent` manages its organisation."""

    name: str
    customer_id: str = ""
    parent: Customer | None = None
    organization_id: str = ""
    domains: Sequence[str] = ()


def add_customer(given: CustomerInput, *, actor: str, now: datetime) -> Customer:
    """The new customer, written down in the ledger.

    :raises CustomerRefused: an id that is taken, a domain that is another's, a wrong organisation.
    """
    customer = Customer(created_at=now, created_by=actor)
    if given.customer_id:
        customer.customer_id = given.customer_id
    with transaction.atomic():
        set_customer(customer, given)
        append(
            actor=actor,
            action="customer.added",
            subject=f"customer:{customer.customer_id}",
            details=as_noted(customer),
            at=now,
        )
    return customer


def set_customer(customer: Customer, given: CustomerInput) -> None:
    """Check and save what is said of the customer, within the caller's transaction.

    :raises CustomerRefused: as above.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [DOMAINS_LOCK])
    customer.name = given.name.strip()
    try:
        customer.domains = checked_domains(given.domains, of=customer if customer.pk else None)
    except DomainRefused as refusal:
        raise CustomerRefused({"domains": [str(refusal)]}) from refusal
    _join(customer, given)
    try:
        customer.full_clean()
    except ValidationError as error:
        raise CustomerRefused(error.message_dict) from error
    customer.save()


def as_noted(customer: Customer) -> dict[str, object]:
    """What the ledger keeps of a customer."""
    return {
        "name": customer.name,
        "parent": customer.parent.customer_id if customer.parent else "",
        "organization_id": customer.organization_id,
        "domains": customer.domains,
    }


def _join(customer: Customer, given: CustomerInput) -> None:
    """Set the organisation. One that gets its first member has an id from then on."""
    customer.parent = given.parent
    if given.parent is None:
        customer.organization_id = given.organization_id
        return
    parent = Customer.objects.select_for_update().get(pk=given.parent.pk)
    if parent.is_closed:
        raise CustomerRefused({"parent": [f"{parent} is closed."]})
    if customer.pk and customer.members.exists():
        raise CustomerRefused({"parent": ["It manages an organisation itself."]})
    if not parent.organization_id:
        parent.organization_id = new_organization_id()
        parent.save(update_fields=["organization_id"])
    customer.organization_id = parent.organization_id
