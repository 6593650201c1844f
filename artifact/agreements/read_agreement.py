"""Hand out an agreement to whoever has accepted its non-disclosure agreement."""

from datetime import datetime

from django.db import transaction

from artifact.agreements.models import AgreementRevision
from artifact.agreements.steps import (
    AGREEMENT_READ,
    StepMissing,
    nda_acceptance,
    note_reading,
    require_offered,
)
from artifact.users.caller import Caller
from compliance.models import Blob


def read_agreement(revision: AgreementRevision, *, caller: Caller, now: datetime) -> Blob:
    """The agreement; that it was handed out is in the ledger.

    :raises NotOffered: the revision is not what is signed today.
    :raises StepMissing: its non-disclosure agreement was not accepted before.
    """
    with transaction.atomic():
        require_offered(revision)
        if nda_acceptance(revision, caller=caller) is None:
            raise StepMissing("Accept the non-disclosure agreement first.")
        note_reading(revision, AGREEMENT_READ, revision.document, caller=caller, now=now)
    return revision.document
