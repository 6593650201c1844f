"""Ask for the package of an engagement's work."""

from datetime import datetime

from django.db import transaction

from artifact.engagements.exports import Export
from artifact.engagements.models import Engagement
from artifact.users.models import User
from compliance.ledger.append import append

MOST_OPEN = 3


class TooManyExports(Exception):
    """Others are still being made; the message says to wait."""


def start_export(engagement: Engagement, *, user: User, now: datetime) -> Export:
    """The export, queued; it will show the work as it stands when it is made.

    :raises TooManyExports: the person waits for several already.
    """
    with transaction.atomic():
        # The person's row is the lock: requests at once do not go past the limit.
        User.objects.select_for_update().get(pk=user.pk)
        if Export.objects.filter(user=user, state__in=Export.OPEN).count() >= MOST_OPEN:
            raise TooManyExports(f"{MOST_OPEN} exports are being made for you. Wait for them.")
        made = Export.objects.create(
            engagement=engagement, user=user, requested_by=user.email, requested_at=now
        )
        append(
            actor=user.email,
            action="workpapers.requested",
            subject=f"export:{made.export_id}",
            details={
                "engagement": engagement.engagement_id,
                "for": "audited" if user.is_inside else "auditor",
            },
            at=now,
        )
    return made
