"""A customer leaves."""

from datetime import datetime

from django.db import transaction

from artifact.customers.add_customer import CustomerRefused
from artifact.customers.switch_off import switch_off
from artifact.users.models import Customer, Grant, User
from artifact.users.revoke_grant import revoke_grant
from compliance.ledger.append import append


def close_customer(customer: Customer, *, actor: str, now: datetime) -> Customer:
    """Its people are out at once, everywhere; what they took and signed stays.

    :raises CustomerRefused: it is closed already, or manages accounts that are not.
    """
    with transaction.atomic():
        mine = Customer.objects.select_for_update(of=("self",)).get(pk=customer.pk)
        if mine.is_closed:
            raise CustomerRefused({"": ["This customer is closed already."]})
        if mine.members.filter(closed_at=None).exists():
            raise CustomerRefused({"": ["Close the other accounts of its organisation first."]})
        mine.closed_at = now
        mine.save(update_fields=["closed_at"])
        people = User.objects.select_for_update().filter(customer=mine).order_by("pk")
        for person in people:
            switch_off(person, actor=actor, now=now)
        for grant in Grant.objects.filter(customer=mine, revoked_at=None):
            revoke_grant(grant, actor=actor, now=now)
        append(
            actor=actor,
            action="customer.closed",
            subject=f"customer:{mine.customer_id}",
            details={"people": [person.email for person in people]},
            at=now,
        )
    return mine
