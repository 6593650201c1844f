"""The trace that beat and workers leave while both are alive."""

import logging
from datetime import datetime

from django.core.cache import cache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

KEY = "reconciled_at"


def leave_beat(now: datetime) -> None:
    """Say that a reconciliation was done. A cache that is away is no reason not to work."""
    try:
        cache.set(KEY, now.isoformat(), timeout=None)
    except RedisError as error:
        logger.warning("the heartbeat is not kept: %s", error)


def last_beat() -> datetime | None:
    """When the last reconciliation was done; None if none is known."""
    try:
        kept = cache.get(KEY)
    except RedisError:
        return None
    return datetime.fromisoformat(kept) if kept else None
