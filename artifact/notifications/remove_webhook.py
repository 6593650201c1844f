"""Take a webhook away."""

from datetime import datetime

from django.db import transaction

from artifact.notifications.models import Webhook
from compliance.ledger.append import append


def remove_webhook(webhook: Webhook, *, actor: str, now: datetime) -> None:
    """It is called no more and its secrets are gone; its log stays for those who keep it."""
    with transaction.atomic():
        mine = Webhook.objects.select_for_update().get(pk=webhook.pk)
        if mine.removed_at is not None:
            return
        mine.removed_at = now
        mine.encrypted_secret = mine.encrypted_former_secret = ""
        mine.save(update_fields=["removed_at", "encrypted_secret", "encrypted_former_secret"])
        mine.subscriptions.clear()
        append(
            actor=actor,
            action="webhook.removed",
            subject=f"webhook:{mine.pk}",
            details={"host": mine.host},
            at=now,
        )
