"""Say yes to the non-disclosure agreement before an agreement."""

from datetime import datetime

from django.db import transaction

from artifact.agreements.accept import Accepted, Signature, accept
from artifact.agreements.models import Acceptance, AgreementRevision
from artifact.agreements.steps import NDA_READ, require_offered, require_reading, subject_of
from artifact.users.caller import Caller


def accept_nda(
    revision: AgreementRevision, *, by: Signature, caller: Caller, now: datetime
) -> Acceptance:
    """The acceptance, after which the agreement may be read.

    :raises NotOffered: the revision is not what is signed today.
    :raises StepMissing: it was not read before.
    :raises SignatureMissing: the name or the authority is empty.
    """
    with transaction.atomic():
        require_offered(revision)
        require_reading(revision, NDA_READ, caller=caller)
        what = Accepted(
            kind=Acceptance.Kind.NDA,
            subject=subject_of(revision),
            document=revision.nda,
            revision=revision,
        )
        return accept(what, by=by, caller=caller, now=now)
