"""Whether a customer hears of new reports and agreements at all."""

from datetime import datetime

from django.db import transaction

from artifact.users.models import Customer
from compliance.ledger.append import append


def subscribe_customer(
    customer: Customer, *, is_subscribed: bool, actor: str, now: datetime
) -> Customer:
    """The customer as it stands then; saying the same twice changes nothing."""
    with transaction.atomic():
        mine = Customer.objects.select_for_update().get(pk=customer.pk)
        if mine.is_subscribed != is_subscribed:
            mine.is_subscribed = is_subscribed
            mine.save(update_fields=["is_subscribed"])
            append(
                actor=actor,
                action="customer.subscribed" if is_subscribed else "customer.unsubscribed",
                subject=f"customer:{mine.customer_id}",
                details={},
                at=now,
            )
    return mine
