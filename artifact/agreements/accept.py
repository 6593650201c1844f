"""Take down a person's yes to exact bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from artifact.agreements.models import Acceptance, AgreementRevision, TermVersion
from artifact.users.caller import Caller
from compliance.ledger.append import append
from compliance.models import Blob


class SignatureMissing(Exception):
    """Nobody's name, or nobody's authority; the message says which."""


@dataclass(frozen=True)
class Accepted:
    """What is said yes to: the bytes that were shown, and the sentences that were ticked.

    `subject` is what the yes is for, as the ledger names things (`report-version:12`).
    """

    kind: Acceptance.Kind
    subject: str
    document: Blob
    terms: Sequence[str] = ()
    term_version: TermVersion | None = None
    revision: AgreementRevision | None = None


@dataclass(frozen=True)
class Signature:
    """The name that was typed, and by which authority it speaks."""

    typed_name: str
    authority: str


def accept(what: Accepted, *, by: Signature, caller: Caller, now: datetime) -> Acceptance:
    """The acceptance with its entry in the ledger, both or neither.

    :raises SignatureMissing: the name or the authority is empty.
    """
    name, authority = by.typed_name.strip(), by.authority.strip()
    if not name:
        raise SignatureMissing("Type your full name.")
    if not authority:
        raise SignatureMissing("Say by which authority you accept.")
    customer = caller.user.customer
    with transaction.atomic():
        entry = append(
            actor=caller.user.email,
            action=f"{what.kind}.accepted",
            subject=what.subject,
            details={
                "document": what.document.pk,
                "terms": list(what.terms),
                "term_version": what.term_version.pk if what.term_version else None,
                "revision": str(what.revision.revision_id) if what.revision else None,
                "typed_name": name,
                "authority": authority,
                "customer": customer.customer_id if customer else "",
                "channel": caller.channel,
                "address": caller.address or "",
                "user_agent": caller.short_user_agent,
            },
            at=now,
        )
        return Acceptance.objects.create(
            kind=what.kind,
            subject=what.subject,
            term_version=what.term_version,
            revision=what.revision,
            document=what.document,
            terms=list(what.terms),
            user=caller.user,
            customer=customer,
            email=caller.user.email,
            typed_name=name,
            authority=authority,
            channel=caller.channel,
            at=now,
            address=caller.address,
            user_agent=caller.short_user_agent,
            entry=entry,
        )
