"""End an engagement before its last day."""

from datetime import datetime

from django.db import transaction

from artifact.engagements.access import locked, take_access
from artifact.engagements.models import Engagement
from compliance.ledger.append import append


def close_engagement(engagement: Engagement, *, actor: str, now: datetime) -> bool:
    """Shut it for all its people at once; False where it was closed before. It stays closed."""
    with transaction.atomic():
        mine = locked(engagement)
        if mine.closed_at:
            return False
        for auditor in mine.auditors.order_by("pk"):
            take_access(auditor, actor=actor, now=now)
        mine.closed_at, mine.closed_by = now, actor
        mine.save(update_fields=["closed_at", "closed_by"])
        append(
            actor=actor,
            action="engagement.closed",
            subject=mine.name_in_ledger,
            details={"access_to": mine.access_to.isoformat()},
            at=now,
        )
    return True
