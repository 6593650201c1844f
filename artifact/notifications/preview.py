"""What would be told now, without telling it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from artifact.notifications.models import Delivery
from artifact.notifications.take_in import take_in
from artifact.notifications.tell_expiries import tell_expiries


def preview(*, now: datetime) -> Sequence[Delivery]:
    """Everything that would be owed now: what waits already, and what is new.

    It is what really happens, taken back before it is committed. Workers that take in meanwhile
    skip a turn.
    """
    with transaction.atomic():
        before = Delivery.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        take_in(now=now)
        tell_expiries(now=now)
        open_states = (Delivery.State.QUEUED, Delivery.State.RUNNING)
        waiting = Delivery.objects.filter(pk__lte=before, state__in=open_states)
        new = Delivery.objects.filter(pk__gt=before)
        found = list(
            (waiting | new)
            .select_related("notice", "user", "address", "webhook")
            .order_by("next_at", "pk")
        )
        transaction.set_rollback(True)
    return found
