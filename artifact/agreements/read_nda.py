"""Hand out what must be accepted before an agreement is read."""

from datetime import datetime

from django.db import transaction

from artifact.agreements.models import AgreementRevision
from artifact.agreements.steps import NDA_READ, note_reading, require_offered
from artifact.users.caller import Caller
from compliance.models import Blob


def read_nda(revision: AgreementRevision, *, caller: Caller, now: datetime) -> Blob:
    """The non-disclosure agreement of a revision; that it was handed out is in the ledger.

    :raises NotOffered: the revision is not what is signed today.
    """
    with transaction.atomic():
        require_offered(revision)
        note_reading(revision, NDA_READ, revision.nda, caller=caller, now=now)
    return revision.nda
