"""Hand out a package that was made."""

from datetime import datetime

from artifact.engagements.exports import Export
from artifact.users.models import User
from compliance.aws.spool import Spool
from compliance.evidence.store import fetch
from compliance.ledger.append import append


class NotMade(Exception):
    """There is no package (yet); the message says why."""


def read_export(export: Export, *, user: User, now: datetime) -> Spool:
    """The exact bytes, with a line in the ledger that they were read.

    :raises NotMade: it is still being made, or that failed.
    :raises BlobDamaged: the bytes are missing or altered.
    """
    if export.content_id is None:
        why = export.error or f"It is {export.get_state_display().lower()}."
        raise NotMade(f"There is no package to read. {why}")
    content = fetch(export.content_id)
    append(
        actor=user.email,
        action="workpapers.read",
        subject=f"export:{export.export_id}",
        details={"sha256": export.content_id},
        at=now,
    )
    return content
