"""Take an invitation back."""

from datetime import datetime

from django.db import transaction

from artifact.customers.models import Invitation
from compliance.ledger.append import append


def withdraw_invitation(invitation: Invitation, *, actor: str, now: datetime) -> bool:
    """Its token lets nobody in any more; False where it was used or withdrawn before."""
    with transaction.atomic():
        mine = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
        if mine.accepted_at or mine.withdrawn_at:
            return False
        mine.withdrawn_at = now
        mine.save(update_fields=["withdrawn_at"])
        append(
            actor=actor,
            action="invitation.withdrawn",
            subject=f"user:{mine.user_id}",
            details={"email": mine.user.email},
            at=now,
        )
    return True
