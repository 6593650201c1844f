"""End an agreement, as the customer that signed it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from artifact.agreements.accept import Accepted, Signature, accept
from artifact.agreements.models import Acceptance, CustomerAgreement
from artifact.agreements.ticked import require_ticked
from artifact.users.caller import Caller
from artifact.users.policy import Action, may
from compliance.ledger.append import append


class CannotTerminate(Exception):
    """It has ended, or ends by its own terms; the message says which."""


class NotTheirs(CannotTerminate):
    """Another customer signed it."""


def terminate(
    agreement: CustomerAgreement,
    *,
    ticked: Sequence[str],
    by: Signature,
    caller: Caller,
    now: datetime,
) -> CustomerAgreement:
    """The agreement as it stands then: ended now, kept as a record.

    :raises NotTheirs: another customer signed it, as the managing account for its members.
    :raises CannotTerminate: it has ended, or was signed on paper.
    :raises NotTicked: not every sentence was ticked, or another one.
    :raises SignatureMissing: the name or the authority is empty.
    """
    with transaction.atomic():
        mine = (
            CustomerAgreement.objects.select_for_update(of=("self",))
            .select_related("revision", "document")
            .get(pk=agreement.pk)
        )
        _require_theirs(mine, caller)
        if mine.is_offline or mine.revision is None:
            raise CannotTerminate("It was signed on paper, and ends by its own terms.")
        if mine.has_ended(now=now):
            raise CannotTerminate("It has ended already.")
        require_ticked(mine.revision.terminate_terms, ticked)
        what = Accepted(
            kind=Acceptance.Kind.TERMINATION,
            subject=f"customer-agreement:{mine.customer_agreement_id}",
            document=mine.document,
            terms=mine.revision.terminate_terms,
            revision=mine.revision,
        )
        mine.termination = accept(what, by=by, caller=caller, now=now)
        mine.state = CustomerAgreement.State.CUSTOMER_TERMINATED
        mine.effective_end = now
        mine.save(update_fields=["termination", "state", "effective_end"])
        append(
            actor=caller.user.email,
            action="customer-agreement.terminated",
            subject=f"customer-agreement:{mine.customer_agreement_id}",
            details={"acceptance": mine.termination.pk},
            at=now,
        )
    return mine


def _require_theirs(agreement: CustomerAgreement, caller: Caller) -> None:
    is_theirs = agreement.customer_id == caller.user.customer_id
    if not is_theirs or not may(caller.user, Action.SIGN_AGREEMENTS):
        raise NotTheirs("Only the customer that signed an agreement ends it.")
