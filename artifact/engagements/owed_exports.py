"""Find the exports that were asked for and stand still."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from artifact.engagements.exports import Export

BATCH = 100


def owed_exports(*, hint_again_after: timedelta) -> list[int]:
    """Ids of exports whose message was lost or whose worker died; marks them as hinted."""
    unheard = Q(hinted_at=None, requested_at__lt=Now() - hint_again_after) | Q(
        hinted_at__lt=Now() - hint_again_after
    )
    died = Q(state=Export.State.RUNNING, lease_until__lt=Now())
    with transaction.atomic():
        owed = list(
            Export.objects.select_for_update(skip_locked=True)
            .filter(unheard, Q(state=Export.State.QUEUED) | died)
            .order_by("pk")
            .values_list("pk", flat=True)[:BATCH]
        )
        Export.objects.filter(pk__in=owed).update(hinted_at=Now())
    return owed
