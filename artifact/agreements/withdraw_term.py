"""Take terms out of force."""

from datetime import datetime

from django.db import transaction

from artifact.agreements.models import Term
from compliance.ledger.append import append


class WithdrawnAlready(Exception):
    """The term holds no more; the message says since when."""


def withdraw_term(term: Term, *, actor: str, now: datetime) -> None:
    """From now on the next wider term holds, if there is one; what was accepted stays.

    :raises WithdrawnAlready: it was withdrawn before.
    """
    with transaction.atomic():
        mine = Term.objects.select_for_update().get(pk=term.pk)
        if mine.withdrawn_at:
            raise WithdrawnAlready(f"{mine} was withdrawn on {mine.withdrawn_at:%Y-%m-%d}.")
        mine.withdrawn_at = now
        mine.save(update_fields=["withdrawn_at"])
        append(
            actor=actor,
            action="term.withdrawn",
            subject=f"term:{mine.term_id}",
            details={"name": mine.name},
            at=now,
        )
