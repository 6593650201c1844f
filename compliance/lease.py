"""Leases on rows: who may work on a run now, and how another takes over when they die.

The database's clock is used throughout, so that workers whose clocks differ agree. `attempt` is
a fencing token: what an earlier holder still tries to write is refused.
"""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import Error, connection, models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now

BEATS_PER_LEASE = 4
OWED_AT_ONCE = 100


class LeaseLost(Exception):
    """Another worker has taken the row over, or it has ended."""


def claim(rows: models.QuerySet[Any], pk: int, *, lease: timedelta) -> int | None:
    """Take a queued row, or a running one whose lease ran out.

    Returns the attempt that this claim is, or None where there is nothing to take: it has ended,
    or another holds it. `rows` is of a model with state, attempt and lease_until.
    """
    free = Q(state="queued") | Q(state="running", lease_until__lt=Now())
    with transaction.atomic():
        taken = rows.filter(free, pk=pk).update(
            state="running", attempt=F("attempt") + 1, lease_until=Now() + lease
        )
        if not taken:
            return None
        return int(rows.values_list("attempt", flat=True).get(pk=pk))


def owed(rows: models.QuerySet[Any], *, hint_again_after: timedelta) -> list[int]:
    """Ids of rows whose message was lost or whose worker died; marks them as hinted.

    `rows` is of a model that has requested_at and hinted_at too.
    """
    unheard = Q(hinted_at=None, requested_at__lt=Now() - hint_again_after) | Q(
        hinted_at__lt=Now() - hint_again_after
    )
    still = Q(state="queued") | Q(state="running", lease_until__lt=Now())
    with transaction.atomic():
        found = list(
            rows.select_for_update(skip_locked=True)
            .filter(unheard, still)
            .order_by("pk")
            .values_list("pk", flat=True)[:OWED_AT_ONCE]
        )
        rows.model.objects.filter(pk__in=found).update(hinted_at=Now())
    return found


def owned(rows: models.QuerySet[Any], pk: int, attempt: int) -> Any:
    """The row, locked, for the holder of this attempt. Call it inside a transaction.

    :raises LeaseLost: another attempt holds it, or it has ended.
    """
    row = rows.select_for_update().filter(pk=pk, attempt=attempt, state="running").first()
    if row is None:
        raise LeaseLost(f"{rows.model.__name__} {pk} is no longer held by attempt {attempt}")
    return row


@contextmanager
def held(
    rows: models.QuerySet[Any],
    pk: int,
    attempt: int,
    *,
    lease: timedelta,
    progress: Callable[[], Mapping[str, object]] = dict,
) -> Iterator[Callable[[], None]]:
    """Extend the lease in the background, writing `progress()` into the row at each beat.

    Yields a function that raises `LeaseLost` once another has taken over; long work calls it
    between steps.
    """
    stop, lost = threading.Event(), threading.Event()

    def beat() -> None:
        mine = rows.filter(pk=pk, attempt=attempt, state="running")
        while not lost.is_set() and not stop.wait(lease.total_seconds() / BEATS_PER_LEASE):
            try:
                if not mine.update(lease_until=Now() + lease, **progress()):
                    lost.set()
            except Error:
                # The database is away: if it stays away past the lease, fencing settles it.
                connection.close()
        connection.close()

    def keep_going() -> None:
        if lost.is_set():
            raise LeaseLost(f"{rows.model.__name__} {pk} was taken over")

    thread = threading.Thread(target=beat, name=f"lease-{pk}", daemon=True)
    thread.start()
    try:
        yield keep_going
    finally:
        stop.set()
        thread.join()
