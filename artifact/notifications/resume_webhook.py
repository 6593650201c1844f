"""Call a disabled webhook again."""

from datetime import datetime

from django.db import transaction

from artifact.notifications.models import Webhook
from compliance.ledger.append import append


def resume_webhook(webhook: Webhook, *, actor: str, now: datetime) -> None:
    """It is called from now on; what was not sent meanwhile stands in its log and the inbox."""
    with transaction.atomic():
        mine = Webhook.objects.select_for_update().get(pk=webhook.pk)
        if mine.disabled_at is None:
            return
        mine.disabled_at, mine.failing_since, mine.disabled_because = None, None, ""
        mine.save(update_fields=["disabled_at", "failing_since", "disabled_because"])
        append(
            actor=actor,
            action="webhook.resumed",
            subject=f"webhook:{mine.pk}",
            details={"host": mine.host},
            at=now,
        )
