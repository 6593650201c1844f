"""Delete evidence that the rules of retention have done with, and no report rests on."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import Max, Q

from compliance.evidence.dispose import delete_leftovers, dispose
from compliance.evidence.retention import RetentionClass


def dispose_evidence(
    *, actor: str, now: datetime, progress: Callable[[int], None] = lambda _: None
) -> int:
    """How many blobs were deleted, those included that an earlier run had only certified."""
    return delete_leftovers() + dispose(
        spared=spared(now), actor=actor, now=now, progress=progress
    )


def spared(now: datetime) -> Q:
    """Snapshots that a report, an engagement's number or a finding rests on.

    Of findings those count that hold or lately held, and the snapshot that opened them.
    A finding is one span however long it lasts, so the snapshot that opened it proves it to its
    end, and is kept from then on for as long as the longest class asks.
    """
    longest = RetentionClass.objects.aggregate(days=Max("days"))["days"] or 0
    return (
        Q(report_versions__isnull=False)
        | Q(numbers__isnull=False)
        | Q(findings__isnull=False, findings__closed_at=None)
        | Q(findings__closed_at__gt=now - timedelta(days=longest))
    )
