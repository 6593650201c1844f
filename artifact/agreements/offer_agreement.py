"""Offer an agreement for signing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from artifact.agreements.draft import LONGEST_NAME, Draft, DraftRefused
from artifact.agreements.models import Agreement, AgreementRevision
from artifact.agreements.revise_agreement import revise_agreement


@dataclass(frozen=True)
class Offer:
    """What is offered, and whom it can bind."""

    name: str
    kind: Agreement.Kind
    subjects: Sequence[Agreement.Subject]
    description: str = ""


def offer_agreement(offer: Offer, first: Draft, *, actor: str, now: datetime) -> AgreementRevision:
    """The first revision of a new agreement.

    :raises DraftRefused: it has no name, binds nobody, or its first revision cannot be offered.
    """
    if not 0 < len(offer.name.strip()) <= LONGEST_NAME:
        raise DraftRefused(f"Name the agreement, in at most {LONGEST_NAME} characters.")
    if not offer.subjects:
        raise DraftRefused("Say whom it can bind: an account, an organisation, or either.")
    with transaction.atomic():
        agreement = Agreement.objects.create(
            name=offer.name.strip(),
            kind=offer.kind,
            description=offer.description,
            subjects=[str(one) for one in offer.subjects],
            created_at=now,
        )
        return revise_agreement(agreement, first, actor=actor, now=now)
