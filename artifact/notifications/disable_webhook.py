"""Stop calling a webhook that does not answer, and tell its owner."""

from datetime import datetime

from django.db import transaction

from artifact.notifications.audience import is_written_to
from artifact.notifications.kinds import WEBHOOK_DISABLED
from artifact.notifications.models import Notice, Webhook
from artifact.notifications.tell import owe, to_inbox, to_mail
from compliance.ledger.append import append


def disable_webhook(webhook: Webhook, *, because: str, now: datetime) -> None:
    """It is not called any more until its owner starts it again; twice is once."""
    with transaction.atomic():
        mine = Webhook.objects.select_for_update().get(pk=webhook.pk)
        if not mine.is_called:
            return
        mine.disabled_at, mine.disabled_because = now, because
        mine.save(update_fields=["disabled_at", "disabled_because"])
        append(
            actor="notifications",
            action="webhook.disabled",
            subject=f"webhook:{mine.pk}",
            details={"host": mine.host, "because": because},
            at=now,
        )
        _tell_owner(mine, because, now)


def _tell_owner(webhook: Webhook, because: str, now: datetime) -> None:
    user = webhook.user
    notice = Notice.objects.create(
        key=f"webhook-disabled:{webhook.pk}:{now.isoformat()}",
        kind=WEBHOOK_DISABLED,
        subject=f"webhook:{webhook.pk}",
        title=f"Your webhook at {webhook.host} is disabled",
        text=f"{because} Repair it, then start it again on its page.",
        path=f"/notifications/webhooks/{webhook.pk}/",
        at=now,
    )
    owed = [to_inbox(notice, user, now=now)]
    if is_written_to(user):
        proven = user.mail_addresses.filter(proven_at__isnull=False)
        owed += [to_mail(notice, address, now=now) for address in proven]
    owe(owed)
