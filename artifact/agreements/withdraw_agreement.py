"""Offer an agreement no longer."""

from datetime import datetime

from django.db import transaction

from artifact.agreements.models import Agreement
from compliance.ledger.append import append


def withdraw_agreement(agreement: Agreement, *, actor: str, now: datetime) -> bool:
    """Nobody signs it from now on, and what was signed stays; False where it was withdrawn."""
    with transaction.atomic():
        mine = Agreement.objects.select_for_update().get(pk=agreement.pk)
        if mine.withdrawn_at:
            return False
        mine.withdrawn_at = now
        mine.save(update_fields=["withdrawn_at"])
        append(
            actor=actor,
            action="agreement.withdrawn",
            subject=f"agreement:{mine.agreement_id}",
            details={"name": mine.name},
            at=now,
        )
    return True
