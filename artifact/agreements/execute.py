"""Sign an agreement for one's account or organisation."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from artifact.agreements.accept import Accepted, Signature, accept
from artifact.agreements.models import (
    Acceptance,
    Agreement,
    AgreementRevision,
    CustomerAgreement,
)
from artifact.agreements.steps import (
    AGREEMENT_READ,
    StepMissing,
    nda_acceptance,
    require_offered,
    require_reading,
    subject_of,
)
from artifact.agreements.ticked import require_ticked
from artifact.users.caller import Caller
from artifact.users.models import Customer
from artifact.users.policy import Action, may
from compliance.ledger.append import append


class CannotSign(Exception):
    """The person may not bind whom they want to bind; the message says why."""


def execute(
    revision: AgreementRevision,
    *,
    level: Agreement.Subject,
    ticked: Sequence[str],
    by: Signature,
    caller: Caller,
    now: datetime,
) -> CustomerAgreement:
    """The agreement in force, with its acceptance; all of it or nothing.

    :raises CannotSign: the person belongs to no customer, may not sign, does not manage an
        organisation, or the agreement is in force at this level already.
    :raises NotOffered: the revision is not what is signed today.
    :raises StepMissing: its non-disclosure agreement was not accepted, or it was not read.
    :raises NotTicked: not every sentence was ticked, or another one.
    :raises SignatureMissing: the name or the authority is empty.
    """
    with transaction.atomic():
        require_offered(revision)
        customer = _bound(revision.agreement, level, caller)
        if nda_acceptance(revision, caller=caller) is None:
            raise StepMissing("Accept the non-disclosure agreement first.")
        require_reading(revision, AGREEMENT_READ, caller=caller)
        require_ticked(revision.acceptance_terms, ticked)
        what = Accepted(
            kind=Acceptance.Kind.AGREEMENT,
            subject=subject_of(revision),
            document=revision.document,
            terms=revision.acceptance_terms,
            revision=revision,
        )
        acceptance = accept(what, by=by, caller=caller, now=now)
        executed = CustomerAgreement.objects.create(
            customer=customer,
            agreement=revision.agreement,
            revision=revision,
            level=level,
            name=revision.agreement.name,
            description=revision.agreement.description,
            document=revision.document,
            effective_start=now,
            acceptance=acceptance,
        )
        append(
            actor=caller.user.email,
            action="customer-agreement.executed",
            subject=f"customer-agreement:{executed.customer_agreement_id}",
            details={
                "customer": customer.customer_id,
                "agreement": revision.agreement.agreement_id,
                "revision": str(revision.revision_id),
                "level": level,
                "acceptance": acceptance.pk,
            },
            at=now,
        )
    return executed


def _bound(agreement: Agreement, level: Agreement.Subject, caller: Caller) -> Customer:
    """The caller's customer, locked, so that two people do not sign for it at once."""
    if not may(caller.user, Action.SIGN_AGREEMENTS) or caller.user.customer_id is None:
        raise CannotSign("Only people of a customer sign agreements.")
    customer = Customer.objects.select_for_update().get(pk=caller.user.customer_id)
    if customer.is_closed:
        raise CannotSign(f"{customer} is closed.")
    if level not in agreement.subjects:
        raise CannotSign(f"{agreement.name} cannot be signed at this level.")
    if level == Agreement.Subject.ORGANIZATION and not customer.manages_organization:
        raise CannotSign("Only the account that manages an organisation signs for it.")
    active = CustomerAgreement.State.ACTIVE
    if customer.agreements.filter(agreement=agreement, level=level, state=active).exists():
        raise CannotSign(f"{agreement.name} is in force already.")
    return customer
