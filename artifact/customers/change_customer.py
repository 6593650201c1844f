"""Change what is said of a customer."""

from datetime import datetime

from django.db import transaction

from artifact.customers.add_customer import (
    CustomerInput,
    CustomerRefused,
    as_noted,
    set_customer,
)
from artifact.users.models import Customer
from compliance.ledger.append import append


def change_customer(
    customer: Customer, given: CustomerInput, *, actor: str, now: datetime
) -> Customer:
    """The customer as it stands then; its id stays. Saying the same again changes nothing.

    :raises CustomerRefused: it is closed, or what is said is wrong.
    """
    with transaction.atomic():
        mine = Customer.objects.select_for_update(of=("self",)).get(pk=customer.pk)
        if mine.is_closed:
            raise CustomerRefused({"name": ["This customer is closed. What it was stays."]})
        before = as_noted(mine)
        set_customer(mine, given)
        if as_noted(mine) != before:
            append(
                actor=actor,
                action="customer.changed",
                subject=f"customer:{mine.customer_id}",
                details={"before": before, "after": as_noted(mine)},
                at=now,
            )
    return mine
