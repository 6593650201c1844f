"""Call a webhook once to see whether it works."""

import uuid
from datetime import datetime

from django.db import transaction

from artifact.notifications.kinds import TEST
from artifact.notifications.models import Delivery, Notice, Webhook
from artifact.notifications.tell import to_webhook


def try_webhook(webhook: Webhook, *, now: datetime) -> Delivery:
    """The delivery that is owed; its log says what the receiver answered."""
    with transaction.atomic():
        notice = Notice.objects.create(
            key=f"test:{uuid.uuid4().hex}",
            kind=TEST,
            subject=f"webhook:{webhook.pk}",
            title="A test: your webhook works",
            path=f"/notifications/webhooks/{webhook.pk}/",
            at=now,
        )
        delivery = to_webhook(notice, webhook, now=now)
        delivery.save()
    return delivery
