"""End an agreement, as the company that offered it."""

from datetime import datetime

from django.db import transaction

from artifact.agreements.models import CustomerAgreement
from compliance.ledger.append import append


class EndRefused(Exception):
    """It has ended already, or nobody said why; the message says which."""


def end_agreement(
    agreement: CustomerAgreement, *, reason: str, actor: str, now: datetime
) -> CustomerAgreement:
    """The agreement as it stands then: ended now, kept as a record.

    :raises EndRefused: it has ended already, or the reason is empty.
    """
    if not reason.strip():
        raise EndRefused("Say why the agreement ends.")
    with transaction.atomic():
        mine = CustomerAgreement.objects.select_for_update().get(pk=agreement.pk)
        if mine.has_ended(now=now):
            raise EndRefused("It has ended already.")
        mine.state = CustomerAgreement.State.AWS_TERMINATED
        mine.effective_end = now
        mine.save(update_fields=["state", "effective_end"])
        append(
            actor=actor,
            action="customer-agreement.ended",
            subject=f"customer-agreement:{mine.customer_agreement_id}",
            details={"reason": reason.strip()},
            at=now,
        )
    return mine
