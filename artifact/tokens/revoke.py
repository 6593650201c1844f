"""Take a token out of use."""

from datetime import datetime

from django.db import transaction

from artifact.tokens.models import ApiToken
from compliance.ledger.append import append


def revoke(token: ApiToken, *, actor: str, now: datetime) -> bool:
    """From the next request on the token opens nothing; False where it was revoked before."""
    with transaction.atomic():
        mine = ApiToken.objects.select_for_update().get(pk=token.pk)
        if mine.revoked_at:
            return False
        mine.revoked_at = now
        mine.save(update_fields=["revoked_at"])
        append(
            actor=actor,
            action="token.revoked",
            subject=f"token:{mine.token_id}",
            details={"email": mine.user.email},
            at=now,
        )
    return True
