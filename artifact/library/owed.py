"""Find the report versions that were asked for and stand still."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from artifact.library.models import ReportVersion

BATCH = 100


def owed_renderings(*, hint_again_after: timedelta) -> list[int]:
    """Ids of versions to be rendered whose message was lost or whose worker died."""
    return _owed(Q(original=None), hint_again_after)


def owed_checks(*, hint_again_after: timedelta) -> list[int]:
    """Ids of documents to be checked whose message was lost or whose worker died."""
    return _owed(Q(original__isnull=False), hint_again_after)


def _owed(kind: Q, hint_again_after: timedelta) -> list[int]:
    """Marks them as hinted."""
    unheard = Q(hinted_at=None, requested_at__lt=Now() - hint_again_after) | Q(
        hinted_at__lt=Now() - hint_again_after
    )
    died = Q(state=ReportVersion.State.RUNNING, lease_until__lt=Now())
    with transaction.atomic():
        owed = list(
            ReportVersion.objects.select_for_update(skip_locked=True)
            .filter(kind, unheard, Q(state=ReportVersion.State.QUEUED) | died)
            .order_by("pk")
            .values_list("pk", flat=True)[:BATCH]
        )
        ReportVersion.objects.filter(pk__in=owed).update(hinted_at=Now())
    return owed
