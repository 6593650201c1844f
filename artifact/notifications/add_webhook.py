"""Add a program's address that is called."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from artifact.notifications.guarded import AddressRefused, refuse_url
from artifact.notifications.models import Webhook
from artifact.notifications.secret import encrypted, new_secret
from artifact.users.models import User
from artifact.users.policy import Action, may
from compliance.ledger.append import append

MOST_WEBHOOKS = 10
LONGEST_URL = 500


class WebhookRefused(Exception):
    """Nothing was changed; the message says what to do."""


@dataclass(frozen=True)
class NewSecret:
    """A webhook with the secret that signs its calls, which is never shown again."""

    webhook: Webhook
    secret: str = field(repr=False)


def add_webhook(
    user: User, url: str, *, description: str, allow_loopback: bool, now: datetime
) -> NewSecret:
    """The webhook with its secret.

    Whether the address is a public one is asked at each call, since names change.

    :raises WebhookRefused: the address is not one that is called, or there are too many.
    """
    _refuse(user, url, allow_loopback=allow_loopback)
    secret = new_secret()
    with transaction.atomic():
        # The person's row is the lock: requests at once do not go past the limit.
        User.objects.select_for_update().get(pk=user.pk)
        if user.webhooks.filter(removed_at=None).count() >= MOST_WEBHOOKS:
            raise WebhookRefused(f"{MOST_WEBHOOKS} are the most. Remove one first.")
        webhook = Webhook.objects.create(
            user=user,
            url=url,
            description=description,
            encrypted_secret=encrypted(secret),
            created_at=now,
        )
        append(
            actor=user.email,
            action="webhook.added",
            subject=f"webhook:{webhook.pk}",
            details={"host": webhook.host},
            at=now,
        )
    return NewSecret(webhook, secret)


def _refuse(user: User, url: str, *, allow_loopback: bool) -> None:
    if not may(user, Action.SUBSCRIBE):
        raise WebhookRefused(f"{user} may not subscribe.")
    if len(url) > LONGEST_URL:
        raise WebhookRefused(f"{LONGEST_URL} characters are the most.")
    try:
        refuse_url(url, allow_loopback=allow_loopback)
    except AddressRefused as refusal:
        raise WebhookRefused(str(refusal)) from refusal
