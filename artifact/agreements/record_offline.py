"""Keep an agreement that was signed on paper."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from artifact.agreements.draft import LONGEST_NAME
from artifact.agreements.models import Agreement, CustomerAgreement
from artifact.agreements.wording import PDF, Wording, WordingRefused
from artifact.users.models import Customer
from compliance.evidence.store import put
from compliance.ledger.append import append


class PaperRefused(Exception):
    """It was not recorded; the message says why."""


@dataclass(frozen=True)
class Paper:
    """A signed PDF, whom it binds, and from when to when."""

    name: str
    content: bytes
    level: Agreement.Subject
    effective_start: datetime
    effective_end: datetime | None = None
    description: str = ""


def record_offline(
    customer: Customer, paper: Paper, *, actor: str, now: datetime
) -> CustomerAgreement:
    """The agreement, in force by its own dates.

    :raises PaperRefused: it has no name, ends before it starts, is no PDF that opens, or is for
        an organisation that the customer does not manage.
    """
    if not 0 < len(paper.name.strip()) <= LONGEST_NAME:
        raise PaperRefused(f"Name the agreement, in at most {LONGEST_NAME} characters.")
    if paper.level == Agreement.Subject.ORGANIZATION and not customer.manages_organization:
        raise PaperRefused(f"{customer} manages no organisation.")
    if paper.effective_end and paper.effective_end <= paper.effective_start:
        raise PaperRefused("It ends before it starts.")
    try:
        content = Wording(paper.content, PDF).as_pdf(paper.name, at=now)
    except WordingRefused as refusal:
        raise PaperRefused(str(refusal)) from refusal
    with transaction.atomic():
        recorded = CustomerAgreement.objects.create(
            customer=customer,
            level=paper.level,
            type=CustomerAgreement.Type.CUSTOM,
            name=paper.name.strip(),
            description=paper.description,
            document=put(content, now=now),
            is_offline=True,
            effective_start=paper.effective_start,
            effective_end=paper.effective_end,
        )
        append(
            actor=actor,
            action="customer-agreement.recorded",
            subject=f"customer-agreement:{recorded.customer_agreement_id}",
            details={
                "customer": customer.customer_id,
                "name": recorded.name,
                "level": paper.level,
                "document": recorded.document_id,
            },
            at=now,
        )
    return recorded
