"""Note what a person has read in their inbox."""

from datetime import datetime

from artifact.notifications.models import Delivery
from artifact.users.models import User


def mark_read(user: User, *, now: datetime, only: int | None = None) -> int:
    """How many messages were unread until now: all of the person's, or one."""
    unread = Delivery.objects.filter(user=user, channel=Delivery.Channel.INBOX, read_at=None)
    if only is not None:
        unread = unread.filter(pk=only)
    return unread.update(read_at=now)
