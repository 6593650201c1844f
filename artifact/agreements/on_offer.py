"""What a customer can sign, and which of it is in force."""

from dataclasses import dataclass
from datetime import datetime

from artifact.agreements.customer_agreement import CustomerAgreement
from artifact.agreements.models import Agreement
from artifact.users.models import Customer


@dataclass(frozen=True)
class OnOffer:
    """An agreement that is offered, with what is in force of it at this level."""

    agreement: Agreement
    held: CustomerAgreement | None


def on_offer(customer: Customer, level: Agreement.Subject, *, now: datetime) -> list[OnOffer]:
    """Every agreement that can bind at this level, by name."""
    held = CustomerAgreement.objects.in_force(now=now).covering(customer).filter(level=level)
    of = {one.agreement_id: one for one in held}
    offered = Agreement.objects.offered().filter(subjects__contains=[level])
    return [OnOffer(one, of.get(one.pk)) for one in offered.order_by("name", "pk")]
