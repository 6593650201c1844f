"""Find the deliveries that are due and that no worker has heard of."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from artifact.notifications.models import Delivery

BATCH = 200


def owed_deliveries(*, now: datetime, hint_again_after: timedelta) -> list[int]:
    """Ids of those to be attempted now, the longest owed first; marks them as hinted.

    One whose turn has come since its last hint is due again at once.
    """
    unheard = (
        Q(hinted_at=None)
        | Q(hinted_at__lt=F("next_at"))
        | Q(hinted_at__lt=Now() - hint_again_after)
    )
    died = Q(state=Delivery.State.RUNNING, lease_until__lt=Now())
    with transaction.atomic():
        owed = list(
            Delivery.objects.due(now=now)
            .select_for_update(skip_locked=True)
            .filter(unheard, Q(state=Delivery.State.QUEUED) | died)
            .order_by("next_at", "pk")
            .values_list("pk", flat=True)[:BATCH]
        )
        Delivery.objects.filter(pk__in=owed).update(hinted_at=Now())
    return owed
