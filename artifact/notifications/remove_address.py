"""Take a mail address away."""

from datetime import datetime

from django.db import transaction

from artifact.notifications.models import MailAddress
from compliance.ledger.append import append


def remove_address(address: MailAddress, *, actor: str, now: datetime) -> None:
    """Nothing is sent there any more, not even what is owed already."""
    with transaction.atomic():
        append(
            actor=actor,
            action="mail-address.removed",
            subject=f"user:{address.user_id}",
            details={"address": address.address},
            at=now,
        )
        address.delete()
