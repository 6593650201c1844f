"""Take a person out of an engagement."""

from datetime import datetime

from django.db import transaction

from artifact.engagements.access import locked, take_access
from artifact.engagements.models import Auditor
from compliance.ledger.append import append


def remove_auditor(auditor: Auditor, *, actor: str, now: datetime) -> bool:
    """With their next request nothing of it is open to them; False where they were out before."""
    with transaction.atomic():
        engagement = locked(auditor.engagement)
        mine = engagement.auditors.select_related("user").get(pk=auditor.pk)
        if mine.removed_at:
            return False
        take_access(mine, actor=actor, now=now)
        mine.removed_at = now
        mine.save(update_fields=["removed_at"])
        append(
            actor=actor,
            action="engagement.auditor-removed",
            subject=engagement.name_in_ledger,
            details={"email": mine.user.email},
            at=now,
        )
    return True
