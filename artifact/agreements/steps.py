"""The order of signing: each step demands the one before, which the ledger proves."""

from datetime import datetime

from artifact.agreements.models import Acceptance, Agreement, AgreementRevision
from artifact.users.caller import Caller
from compliance.evidence.store import get
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
    """Write down that the bytes were handed out.

    :raises BlobDamaged: they are not there to be handed out.
    """
    get(document.pk)
    append(
        actor=caller.user.email,
        action=what,
        subject=_reading(revision, caller),
        details={
            "document": document.pk,
            "revision": str(revision.revision_id),
            "channel": caller.channel,
            "address": caller.address or "",
        },
        at=now,
    )


def require_reading(revision: AgreementRevision, what: str, *, caller: Caller) -> None:
    """Go on only where the bytes were handed out to this very person.

    :raises StepMissing: they were not.
    """
    if not Entry.objects.filter(subject=_reading(revision, caller), action=what).exists():
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

    It stays so until the caller's transaction ends.

    :raises NotOffered: it is an older one, or the agreement was withdrawn.
    """
    # Locked against a revision or a withdrawal between here and what follows.
    agreement = Agreement.objects.select_for_update(no_key=True).get(pk=revision.agreement_id)
    if agreement.withdrawn_at:
        raise NotOffered(f"{agreement.name} is offered no longer.")
    if agreement.revisions.filter(number__gt=revision.number).exists():
        raise NotOffered(f"{agreement.name} was revised. Read its newest revision.")


def _reading(revision: AgreementRevision, caller: Caller) -> str:
    # The person's number, since an address may pass to somebody else.
    return f"{subject_of(revision)}:user:{caller.user.pk}"
