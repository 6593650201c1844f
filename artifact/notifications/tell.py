"""Owe a notice to everybody who asked for it and may see it."""

from collections.abc import Iterator
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Prefetch, Q, QuerySet

from artifact.notifications.audience import is_written_to, may_see, wanted_by
from artifact.notifications.kinds import OF_REPORTS
from artifact.notifications.models import Delivery, MailAddress, Notice, Subscription, Webhook
from artifact.users.models import User

Channel = Delivery.Channel


def tell(notice: Notice, *, now: datetime, only: User | None = None) -> int:
    """How many places are told; in the transaction of the caller, who has saved the notice.

    Whoever several subscriptions would tell the same is told once at each place.
    """
    asking = _asking(notice)
    if only is not None:
        asking = asking.filter(user=only)
    owed: list[Delivery] = []
    for subscription in asking:
        wanted = wanted_by(subscription) if notice.kind in OF_REPORTS else Q()
        if may_see(notice, subscription.user, now=now, wanted=wanted):
            owed += deliveries(notice, subscription, now=now)
    return owe(owed)


def deliveries(notice: Notice, subscription: Subscription, *, now: datetime) -> Iterator[Delivery]:
    """One for each place that the subscription names and that may be written to."""
    user = subscription.user
    if subscription.to_inbox:
        yield to_inbox(notice, user, now=now, subscription=subscription)
    if not is_written_to(user):
        return
    for address in subscription.addresses.all():
        yield to_mail(notice, address, now=now, subscription=subscription)
    for webhook in subscription.webhooks.all():
        yield to_webhook(notice, webhook, now=now, subscription=subscription)


def to_inbox(
    notice: Notice, user: User, *, now: datetime, subscription: Subscription | None = None
) -> Delivery:
    """A message in the portal, which has arrived as soon as it is written."""
    return Delivery(
        notice=notice,
        user=user,
        subscription=subscription,
        channel=Channel.INBOX,
        target=f"inbox:{user.pk}",
        state=Delivery.State.DONE,
        created_at=now,
        next_at=now,
        done_at=now,
    )


def to_mail(
    notice: Notice,
    address: MailAddress,
    *,
    now: datetime,
    subscription: Subscription | None = None,
) -> Delivery:
    """A letter to send."""
    return Delivery(
        notice=notice,
        user_id=address.user_id,
        subscription=subscription,
        channel=Channel.MAIL,
        target=f"mail:{address.pk}",
        address=address,
        created_at=now,
        next_at=now,
    )


def to_webhook(
    notice: Notice, webhook: Webhook, *, now: datetime, subscription: Subscription | None = None
) -> Delivery:
    """A call to make."""
    return Delivery(
        notice=notice,
        user_id=webhook.user_id,
        subscription=subscription,
        channel=Channel.WEBHOOK,
        target=f"webhook:{webhook.pk}",
        webhook=webhook,
        created_at=now,
        next_at=now,
    )


def owe(owed: list[Delivery]) -> int:
    """How many places are told; what is owed already, or was sent, stays as it is."""
    first = {one.target: one for one in reversed(owed)}
    Delivery.objects.bulk_create(first.values(), ignore_conflicts=True)
    return len(first)


def _asking(notice: Notice) -> QuerySet[Subscription]:
    """The subscriptions to this kind; those made later than it happened do not hear of it."""
    kinds = reduce(or_, (Q(kinds__contains=[kind]) for kind in notice.kinds), Q(kinds=[]))
    proven = MailAddress.objects.filter(proven_at__isnull=False)
    called = Webhook.objects.kept().filter(disabled_at=None)
    return (
        Subscription.objects.filter(kinds, created_at__lte=notice.at)
        .select_related("user__customer")
        .prefetch_related(Prefetch("addresses", proven), Prefetch("webhooks", called))
        .order_by("pk")
    )
