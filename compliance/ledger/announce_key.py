"""Make a key known, so that its signatures on checkpoints count."""

from datetime import datetime

from django.db import transaction

from compliance.ledger.append import append
from compliance.ledger.models import LedgerKey
from compliance.ledger.signed_note import VerifierKey


class AlreadyAnnounced(ValueError):
    """The key is known; a former key is never taken up again."""


def announce_key(key: VerifierKey, *, actor: str, reason: str, now: datetime) -> LedgerKey:
    """The key's row; from now on checkpoints are signed by this key.

    The announcement is itself an entry of the ledger. `sign` has the former key sign the first
    checkpoint that covers it beside the new one, so whoever trusts the former key can go on to the
    new one without asking anybody.

    :raises AlreadyAnnounced: the key is or was in use.
    """
    if LedgerKey.objects.filter(public_key=key.public_key).exists():
        raise AlreadyAnnounced(f"The key {key} has been announced already.")
    former = LedgerKey.objects.current()
    with transaction.atomic():
        entry = append(
            actor=actor,
            action="ledger.key-announced",
            subject=f"ledger-key:{key.id.hex()}",
            details={
                "key": str(key),
                "replaces": str(former.verifier) if former else None,
                "reason": reason,
            },
            at=now,
        )
        return LedgerKey.objects.create(name=key.name, public_key=key.public_key, entry=entry)
