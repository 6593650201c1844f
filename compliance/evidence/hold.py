"""Place a legal hold on evidence."""

from datetime import datetime

from django.db import transaction

from compliance.aws.models import Account
from compliance.evidence.retention import LegalHold
from compliance.ledger.append import append


def hold(*, reason: str, account: Account | None, actor: str, now: datetime) -> LegalHold:
    """A hold that is in force from now on; nothing that it covers is deleted until its release.

    :raises ValueError: no reason is given.
    """
    if not reason.strip():
        raise ValueError("Say why: the reason of a hold stands in the ledger.")
    with transaction.atomic():
        placed = LegalHold.objects.create(
            reason=reason.strip(), account=account, placed_by=actor, placed_at=now
        )
        append(
            actor=actor,
            action="hold.placed",
            subject=f"legal-hold:{placed.pk}",
            details={"reason": placed.reason, "account": account.account_id if account else None},
            at=now,
        )
    return placed
