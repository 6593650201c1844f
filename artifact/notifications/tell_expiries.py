"""Tell in good time what is about to end, and each week what ends in the next month."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from artifact.notifications.audience import may_see
from artifact.notifications.expiring import Expiry, expiring
from artifact.notifications.kinds import Kind
from artifact.notifications.models import Notice
from artifact.notifications.tell import tell
from artifact.users.models import User

AHEAD = timedelta(days=14)
DIGEST_AHEAD = timedelta(days=30)


def tell_expiries(*, now: datetime) -> int:
    """How much was told. Called each day; what was told already, is not told again.

    A digest is of a calendar week (ISO 8601, in UTC), so a day on which nothing ran is made up
    for on the next.
    """
    told = [_tell_once(one.notice(now=now), now) for one in expiring(now=now, within=AHEAD)]
    soon = expiring(now=now, within=DIGEST_AHEAD)
    wanted = Q(subscriptions__kinds=[]) | Q(subscriptions__kinds__contains=[Kind.DIGEST])
    for user in User.objects.filter(wanted).select_related("customer").distinct().order_by("pk"):
        theirs = [one for one in soon if may_see(one.notice(now=now), user, now=now)]
        if theirs:
            told.append(_tell_once(_digest(user, theirs, now), now, only=user))
    return sum(told)


def _digest(user: User, soon: Sequence[Expiry], now: datetime) -> Notice:
    week = now.isocalendar()
    things = "1 thing ends" if len(soon) == 1 else f"{len(soon)} things end"
    return Notice(
        key=f"digest:{user.pk}:{week.year}-W{week.week:02}",
        kind=Kind.DIGEST,
        kinds=[Kind.DIGEST],
        subject=f"user:{user.pk}",
        title=f"{things} in the next {DIGEST_AHEAD.days} days",
        text="\n".join(one.title for one in soon),
        facts={"ends": [{"subject": one.subject, "at": one.ends_at.isoformat()} for one in soon]},
        at=now,
    )


def _tell_once(notice: Notice, now: datetime, only: User | None = None) -> bool:
    with transaction.atomic():
        _, is_new = Notice.objects.get_or_create(
            key=notice.key,
            defaults={
                name: getattr(notice, name)
                for name in ("kind", "kinds", "subject", "title", "text", "facts", "at")
            },
        )
        if is_new:
            tell(Notice.objects.get(key=notice.key), now=now, only=only)
    return is_new
