"""Hand out a file that was handed in."""

from datetime import datetime

from artifact.engagements.requests import Attachment
from artifact.users.models import User
from compliance.aws.spool import Spool
from compliance.evidence.store import fetch
from compliance.ledger.append import append


def read_attachment(attachment: Attachment, *, user: User, now: datetime) -> Spool:
    """The exact bytes, with a line in the ledger that they were read.

    :raises BlobDamaged: they are missing or altered.
    """
    content = fetch(str(attachment.content_id))
    append(
        actor=user.email,
        action="attachment.read",
        subject=f"request:{attachment.request_id}",
        details={"file": attachment.filename, "sha256": attachment.content_id},
        at=now,
    )
    return content
