"""Release a legal hold."""

from datetime import datetime

from django.db import transaction

from compliance.evidence.retention import LegalHold
from compliance.ledger.append import append


class NoSuchHold(LookupError):
    """No hold of this number is in force."""


def release(hold_id: int, *, reason: str, actor: str, now: datetime) -> LegalHold:
    """The hold, which is in force no longer.

    :raises NoSuchHold: there is none, or it was released before.
    :raises ValueError: no reason is given.
    """
    if not reason.strip():
        raise ValueError("Say why: the reason of a release stands in the ledger.")
    with transaction.atomic():
        released = LegalHold.objects.in_force().filter(pk=hold_id)
        if not released.update(released_by=actor, released_at=now):
            raise NoSuchHold(f"No hold {hold_id} is in force.")
        append(
            actor=actor,
            action="hold.released",
            subject=f"legal-hold:{hold_id}",
            details={"reason": reason.strip()},
            at=now,
        )
    return LegalHold.objects.get(pk=hold_id)
