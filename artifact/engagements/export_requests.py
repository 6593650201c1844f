"""Hand out the request list as a file."""

from datetime import datetime

from artifact.engagements.models import Engagement
from artifact.engagements.write_requests import write_requests
from artifact.users.models import User
from compliance.ledger.append import append


def export_requests(engagement: Engagement, kind: str, *, user: User, now: datetime) -> bytes:
    """The list as `csv` or `xlsx`, with a line in the ledger that it was taken."""
    content = write_requests(engagement.requests.listed(), kind)
    append(
        actor=user.email,
        action="requests.exported",
        subject=f"engagement:{engagement.engagement_id}",
        details={"kind": kind},
        at=now,
    )
    return content
