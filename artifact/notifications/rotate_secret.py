"""Give a webhook a new secret."""

from datetime import datetime, timedelta

from django.db import transaction

from artifact.notifications.add_webhook import NewSecret
from artifact.notifications.models import Webhook
from artifact.notifications.secret import encrypted, new_secret
from compliance.ledger.append import append

# Time for the receiver to take the new one in.
BOTH_FOR = timedelta(days=1)


def rotate_secret(webhook: Webhook, *, actor: str, now: datetime) -> NewSecret:
    """The new secret; for a day each call is signed by both, so that none is refused."""
    secret = new_secret()
    with transaction.atomic():
        mine = Webhook.objects.select_for_update().get(pk=webhook.pk)
        mine.encrypted_former_secret = mine.encrypted_secret
        mine.former_until = now + BOTH_FOR
        mine.encrypted_secret = encrypted(secret)
        mine.save(update_fields=["encrypted_secret", "encrypted_former_secret", "former_until"])
        append(
            actor=actor,
            action="webhook.secret-rotated",
            subject=f"webhook:{mine.pk}",
            details={"host": mine.host, "former_until": mine.former_until.isoformat()},
            at=now,
        )
    return NewSecret(mine, secret)
