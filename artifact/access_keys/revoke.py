"""Take a key out of use."""

from datetime import datetime

from django.db import transaction

from artifact.access_keys.models import AccessKey
from compliance.ledger.append import append


def revoke(key: AccessKey, *, actor: str, now: datetime) -> bool:
    """From the next request on the key signs nothing; False where it was revoked before."""
    with transaction.atomic():
        mine = AccessKey.objects.select_for_update().get(pk=key.pk)
        if mine.revoked_at:
            return False
        mine.revoked_at = now
        mine.save(update_fields=["revoked_at"])
        append(
            actor=actor,
            action="access-key.revoked",
            subject=f"access-key:{mine.key_id}",
            details={"email": mine.user.email},
            at=now,
        )
    return True
