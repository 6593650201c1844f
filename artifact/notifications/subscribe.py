"""Say what a person wants to hear of, and where."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from artifact.notifications.kinds import Kind
from artifact.notifications.models import MailAddress, Subscription, Webhook
from artifact.users.models import User
from artifact.users.policy import Action, may
from compliance.frameworks.catalogue import frameworks
from compliance.ledger.append import append

MOST_SUBSCRIPTIONS = 50


class SubscriptionRefused(Exception):
    """Nothing was changed; the message says what to do."""


@dataclass(frozen=True)
class Wish:
    """What is wanted; what is empty means every one."""

    kinds: Sequence[str] = ()
    framework: str = ""
    category: str = ""
    series: str = ""
    region: str = ""
    to_inbox: bool = True
    addresses: Sequence[MailAddress] = field(default_factory=list)
    webhooks: Sequence[Webhook] = field(default_factory=list)


def subscribe(
    user: User, wish: Wish, *, now: datetime, changes: Subscription | None = None
) -> Subscription:
    """A new subscription of the person's, or one of theirs changed.

    :raises SubscriptionRefused: it names what is not, nowhere to tell it, or another's address.
    """
    _refuse(user, wish)
    with transaction.atomic():
        # The person's row is the lock: requests at once do not go past the limit.
        User.objects.select_for_update().get(pk=user.pk)
        if changes is None and user.subscriptions.count() >= MOST_SUBSCRIPTIONS:
            raise SubscriptionRefused(f"{MOST_SUBSCRIPTIONS} are the most. Remove one first.")
        subscription = changes or Subscription(user=user, created_at=now)
        subscription.kinds = list(wish.kinds)
        for name in ("framework", "category", "series", "region", "to_inbox"):
            setattr(subscription, name, getattr(wish, name))
        subscription.save()
        subscription.addresses.set(wish.addresses)
        subscription.webhooks.set(wish.webhooks)
        _record(subscription, wish, is_new=changes is None, now=now)
    return subscription


def _refuse(user: User, wish: Wish) -> None:
    if not may(user, Action.SUBSCRIBE):
        raise SubscriptionRefused(f"{user} may not subscribe.")
    if unknown := sorted(set(wish.kinds) - set(Kind.values)):
        raise SubscriptionRefused(f"There is nothing of the kind {', '.join(unknown)}.")
    if wish.framework and wish.framework not in frameworks():
        raise SubscriptionRefused(f"There is no framework '{wish.framework}'.")
    if not (wish.to_inbox or wish.addresses or wish.webhooks):
        raise SubscriptionRefused("Say where to tell it: inbox, an address or a webhook.")
    owners = {one.user_id for one in wish.addresses} | {one.user_id for one in wish.webhooks}
    if owners - {user.pk}:
        raise SubscriptionRefused("An address or webhook is not yours.")


def _record(subscription: Subscription, wish: Wish, *, is_new: bool, now: datetime) -> None:
    append(
        actor=subscription.user.email,
        action="subscription.made" if is_new else "subscription.changed",
        subject=f"subscription:{subscription.pk}",
        details={
            "kinds": subscription.kinds,
            "framework": wish.framework,
            "category": wish.category,
            "series": wish.series,
            "region": wish.region,
            "to_inbox": wish.to_inbox,
            "addresses": [one.address for one in wish.addresses],
            "webhooks": [one.host for one in wish.webhooks],
        },
        at=now,
    )
