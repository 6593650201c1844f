"""The order of signing: each step demands the one before, which the ledger proves."""

from datetime import datetime

from artifact.agreements.models import Acceptance, AgreementRevision
from artifact.users.caller import Caller
from compliance.ledger.append import append
from compliance.models import Blob, Entry

NDA_READ, AGREEMENT_READ = "nda.read", "agreement.read"


class StepMissing(Exception):
    """The step before was not done; the message says which."""


class NotOffered(Exception):
    """The revision is not what is signed today; the message says why."""


def subject_of(revision: AgreementRevision) -> str:
    """How the ledger names a revision."""
    return f"agreement-revision:{revision.pk}"


def note_reading(
    revision: AgreementRevision, what: str, document: Blob, *, caller: Caller, now: datetime
) -> None:
    """Write down that the bytes were handed out."""
    append(
        actor=caller.user.email,
        action=what,
        subject=subject_of(revision),
        details={
            "document": document.pk,
            "channel": caller.channel,
            "address": caller.address or "",
        },
        at=now,
    )


def require_reading(revision: AgreementRevision, what: str, *, caller: Caller) -> None:
    """Go on only where the bytes were handed out to this very person.

    :raises StepMissing: they were not.
    """
    read = Entry.objects.filter(subject=subject_of(revision), action=what, actor=caller.user.email)
    if not read.exists():
        document = "non-disclosure agreement" if what == NDA_READ else "agreement"
        raise StepMissing(f"Read the {document} first.")


def nda_acceptance(revision: AgreementRevision, *, caller: Caller) -> Acceptance | None:
    """The person's yes to the revision's non-disclosure agreement; None if there is none."""
    given = Acceptance.objects.filter(
        kind=Acceptance.Kind.NDA, user=caller.user, revision=revision
    )
    return given.order_by("-pk").first()


def require_offered(revision: AgreementRevision) -> None:
    """Go on only with the newest revision of an agreement that was not withdrawn.

    :raises NotOffered: it is an older one, or the agreement was withdrawn.
    """
    agreement = revision.agreement
    if agreement.withdrawn_at:
        raise NotOffered(f"{agreement.name} is offered no longer.")
    if agreement.revisions.filter(number__gt=revision.number).exists():
        raise NotOffered(f"{agreement.name} was revised. Read its newest revision.")
