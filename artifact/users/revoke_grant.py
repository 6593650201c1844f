"""Take back what was granted."""

from datetime import datetime

from django.db import transaction

from artifact.users.models import Grant
from artifact.users.record import note_grant


def revoke_grant(grant: Grant, *, actor: str, now: datetime) -> bool:
    """From the next request on it opens nothing; False where it was revoked before."""
    with transaction.atomic():
        mine = Grant.objects.select_for_update(of=("self",)).get(pk=grant.pk)
        if mine.revoked_at:
            return False
        mine.revoked_at = now
        mine.save(update_fields=["revoked_at"])
        note_grant(mine, "grant.revoked", actor=actor, now=now)
    return True
