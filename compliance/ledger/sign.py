"""Sign the newest checkpoint, so that it can be trusted outside of this database."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from compliance.ledger.checkpoint_note import checkpoint_text
from compliance.ledger.models import Checkpoint, LedgerKey, SignedCheckpoint
from compliance.ledger.signed_note import SignerKey, sign_note


class KeyNotAnnounced(ValueError):
    """None of the private keys that are at hand is the one that was announced last."""


def sign(keys: Sequence[SignerKey], *, origin: str, now: datetime) -> SignedCheckpoint | None:
    """The newest checkpoint as a signed note; None where there is none, or it is signed already.

    It is signed by the key that was announced last, and by each announced one that is at hand
    besides: while keys change, that is the former. `origin` names this ledger.

    :raises KeyNotAnnounced: the key that was announced last is not at hand.
    """
    announced = LedgerKey.objects.verifiers()
    signers = [key for key in keys if key.verifier in announced]
    if not announced or announced[-1] not in [key.verifier for key in signers]:
        current = announced[-1] if announced else "none"
        raise KeyNotAnnounced(
            f"The ledger's key in force is {current}, and its private half is not among the "
            f"{len(keys)} given. Announce a new key with `ledger_key rotate`, or give the one "
            "in force."
        )
    newest = Checkpoint.objects.order_by("-size").first()
    if newest is None or SignedCheckpoint.objects.filter(checkpoint=newest).exists():
        return None
    note = sign_note(checkpoint_text(origin, newest.size, bytes(newest.root_hash)), signers)
    with transaction.atomic():
        # Two workers that sign at once sign the same text.
        signed, _ = SignedCheckpoint.objects.get_or_create(
            checkpoint=newest, defaults={"note": note, "at": now}
        )
    return signed
