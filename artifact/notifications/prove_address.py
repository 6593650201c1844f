"""Take a mail address for proven, since somebody opened the link that was sent there."""

from datetime import datetime

from django.db import transaction

from artifact.notifications.models import MailAddress
from artifact.notifications.proof import proven_by
from compliance.ledger.append import append


def prove_address(token: str, *, now: datetime) -> MailAddress:
    """The address, to which mail is sent from now on; twice is once.

    :raises ProofInvalid: the link proves nothing.
    """
    with transaction.atomic():
        mine = MailAddress.objects.select_for_update().get(pk=proven_by(token).pk)
        if mine.proven_at is None:
            mine.proven_at = now
            mine.save(update_fields=["proven_at"])
            append(
                actor=mine.user.email,
                action="mail-address.proven",
                subject=f"user:{mine.user_id}",
                details={"address": mine.address},
                at=now,
            )
    return mine
