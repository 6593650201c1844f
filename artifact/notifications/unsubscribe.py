"""End a subscription."""

from datetime import datetime

from django.db import transaction

from artifact.notifications.models import Subscription
from compliance.ledger.append import append


def unsubscribe(subscription: Subscription, *, actor: str, now: datetime) -> None:
    """Nothing new is owed by it; what it told already stays."""
    with transaction.atomic():
        append(
            actor=actor,
            action="subscription.ended",
            subject=f"subscription:{subscription.pk}",
            details={},
            at=now,
        )
        subscription.delete()
