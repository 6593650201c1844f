"""Make the next attempt to deliver what is owed, and note what came of it."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from artifact.notifications.audience import is_written_to, may_see
from artifact.notifications.call_webhook import call_webhook
from artifact.notifications.disable_webhook import disable_webhook
from artifact.notifications.kinds import PROOF
from artifact.notifications.models import Attempt, Delivery, Webhook
from artifact.notifications.outcome import Outcome
from artifact.notifications.write_letter import write_letter
from compliance.lease import claim, held, owned

State = Delivery.State
# Standard Webhooks' own schedule: ten attempts within three and a half days.
WAITS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    *(timedelta(hours=hours) for hours in (2, 5, 10, 14, 20, 24)),
)
MOST_ATTEMPTS = len(WAITS) + 1
# So that what failed together is not tried again together.
JITTER = 0.2
DISABLED_AFTER = timedelta(days=5)


@dataclass(frozen=True)
class Outside:
    """How the world outside is reached."""

    site: str
    allow_loopback: bool = False


def deliver(
    delivery_id: int, *, clock: Callable[[], datetime], lease: timedelta, outside: Outside
) -> str | None:
    """The state it has come to; None where there was nothing to do.

    What the receiver may not see any more, or does not want any more, is not sent. The attempt's
    row stands before anything is sent: where a worker dies meanwhile, the log says so, and the
    same message goes again with the same id.

    :raises LeaseLost: another worker has taken over.
    """
    now = clock()
    rows = Delivery.objects.all()
    number = claim(rows.due(now=now), delivery_id, lease=lease)
    if number is None:
        return None
    delivery = rows.select_related("notice", "user__customer", "address", "webhook").get(
        pk=delivery_id
    )
    if number > MOST_ATTEMPTS:
        return _end(delivery, number, State.FAILED, "It was interrupted too often.", now)
    if reason := _reason_not_to(delivery, now):
        return _end(delivery, number, State.DROPPED, reason, now)
    attempt, _ = Attempt.objects.get_or_create(
        delivery=delivery, number=number, defaults={"at": now}
    )
    begun = time.monotonic()
    with held(rows, delivery_id, number, lease=lease):
        outcome = _send(delivery, outside, now)
    attempt.duration_ms = int((time.monotonic() - begun) * 1000)
    return _settle(attempt, outcome, clock())


def _reason_not_to(delivery: Delivery, now: datetime) -> str:
    """Why nothing is sent now; empty where it is."""
    is_proof = delivery.notice.kind == PROOF
    if not delivery.user.is_active or not may_see(delivery.notice, delivery.user, now=now):
        return "The person may not see this any more."
    if not is_proof and not is_written_to(delivery.user):
        return "The customer is not subscribed to e-mail and webhooks."
    if delivery.webhook:
        return "" if delivery.webhook.is_called else "The webhook is removed or disabled."
    if delivery.address is None:
        return "The address was removed."
    return "" if is_proof or delivery.address.proven_at else "The address is not proven."


def _send(delivery: Delivery, outside: Outside, now: datetime) -> Outcome:
    if delivery.webhook:
        return call_webhook(
            delivery,
            delivery.webhook,
            site=outside.site,
            now=now,
            allow_loopback=outside.allow_loopback,
        )
    if delivery.address:
        return write_letter(delivery, delivery.address, site=outside.site)
    return Outcome(error="It has no address.")


def _end(delivery: Delivery, number: int, state: State, reason: str, now: datetime) -> str:
    with transaction.atomic():
        mine = owned(Delivery.objects.all(), delivery.pk, number)
        mine.state, mine.error, mine.done_at, mine.lease_until = state, reason, now, None
        mine.save(update_fields=["state", "error", "done_at", "lease_until"])
    return str(mine.state)


def _settle(attempt: Attempt, outcome: Outcome, now: datetime) -> str:
    with transaction.atomic():
        mine = owned(Delivery.objects.all(), attempt.delivery_id, attempt.number)
        attempt.ended_at, attempt.status = now, outcome.status
        attempt.error, attempt.answer = outcome.error[:500], outcome.answer[:500]
        attempt.save()
        mine.lease_until, mine.error = None, attempt.error
        if outcome.has_arrived:
            mine.state, mine.done_at = State.DONE, now
        elif attempt.number >= MOST_ATTEMPTS or outcome.wants_no_more:
            mine.state, mine.done_at = State.FAILED, now
        else:
            mine.state, mine.next_at = State.QUEUED, now + _wait(attempt.number)
        mine.save(update_fields=["state", "error", "lease_until", "done_at", "next_at"])
        if mine.webhook_id:
            _note_health(mine.webhook_id, outcome, now)
    return str(mine.state)


def _wait(number: int) -> timedelta:
    return WAITS[number - 1] * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 -- no secret


def _note_health(webhook_id: int, outcome: Outcome, now: datetime) -> None:
    webhook = Webhook.objects.select_for_update().get(pk=webhook_id)
    since = None if outcome.has_arrived else webhook.failing_since or now
    if since != webhook.failing_since:
        webhook.failing_since = since
        webhook.save(update_fields=["failing_since"])
    if outcome.wants_no_more:
        disable_webhook(webhook, because="It answered that it is gone (410).", now=now)
    elif since and now - since >= DISABLED_AFTER:
        days = DISABLED_AFTER.days
        disable_webhook(webhook, because=f"Every call failed for {days} days.", now=now)
