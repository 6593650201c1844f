"""How often one key may ask, and how often one address may be refused."""

import logging
from datetime import datetime
from functools import cache
from math import ceil

import redis  # noqa: F401 -- limits imports it when it is first used, in several threads at once
from django.conf import settings
from limits import parse
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from artifact.awsapi.errors import throttled

logger = logging.getLogger(__name__)


def throttle(key_id: str, *, now: datetime) -> None:
    """Count a request of the key.

    :raises ApiError: it has asked too often; the error says after how many seconds to ask again.
    """
    _count(settings.AWS_API_RATE, f"aws key {key_id}", now)


def throttle_refused(address: str, *, now: datetime) -> None:
    """Count a request of the address that no key in force has signed.

    :raises ApiError: as above.
    """
    _count(settings.AWS_API_REFUSED_RATE, f"aws refused {address}", now)


def _count(rate: str, whose: str, now: datetime) -> None:
    limit, limiter = parse(rate), _limiter()
    try:
        if limiter.hit(limit, whose):
            return
        again_at = limiter.get_window_stats(limit, whose).reset_time
    except StorageError as error:
        # Without the cache nothing is counted; that is no reason to answer nobody.
        logger.warning("requests over AWS's protocol are not counted: %s", error)
        return
    raise throttled(retry_after_seconds=max(1, ceil(again_at - now.timestamp())))


@cache
def _limiter() -> MovingWindowRateLimiter:
    return MovingWindowRateLimiter(storage_from_string(settings.CACHE_URL, wrap_exceptions=True))
