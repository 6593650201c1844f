"""Find what was started and stands still, so that it can be handed out again."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Now

from compliance.evidence.models import Collection, Unit

# Any fixed number; it only must differ from the other advisory locks of this database.
ADVISORY_LOCK = 7_301_001
BATCH = 500


@dataclass(frozen=True)
class Owed:
    """Ids of units to read and of collections whose findings are due."""

    units: tuple[int, ...] = ()
    collections: tuple[int, ...] = ()


def reconcile(*, hint_again_after: timedelta) -> Owed:
    """Units whose message was lost or whose worker died, and ended collections not evaluated.

    Safe to run side by side: a second reconciler finds the lock taken and does nothing.
    """
    with transaction.atomic():
        if not _alone():
            return Owed()
        unheard = Q(hinted_at=None) | Q(hinted_at__lt=Now() - hint_again_after)
        waiting = Q(state=Unit.State.QUEUED)
        died = Q(state=Unit.State.RUNNING, lease_until__lt=Now())
        units = list(
            Unit.objects.filter(unheard, waiting | died)
            .order_by("pk")
            .values_list("pk", flat=True)[:BATCH]
        )
        Unit.objects.filter(pk__in=units).update(hinted_at=Now())
        collections = (
            Collection.objects.filter(
                state__in=[Collection.State.COMPLETE, Collection.State.INCOMPLETE],
                evaluated_at=None,
                finished_at__lt=Now() - hint_again_after,
            )
            .order_by("finished_at", "pk")
            .values_list("pk", flat=True)[:BATCH]
        )
        return Owed(tuple(units), tuple(collections))


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ADVISORY_LOCK])
        return bool(cursor.fetchone()[0])
