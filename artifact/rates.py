"""How often somebody may ask, counted in the cache for every process alike."""

import logging
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from math import ceil

import redis  # noqa: F401 -- limits imports it when it is first used, in several threads at once
from django.conf import settings
from limits import parse
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Standing:
    """What is left of a limit. `reset_seconds`: when the oldest request stops counting."""

    limit: int
    remaining: int
    reset_seconds: int
    is_exceeded: bool


def count(rate: str, whose: str, *, now: datetime) -> Standing | None:
    """Count a request under a rate such as `20/second`.

    None where the cache is away: without it nothing is counted, which is no reason to answer
    nobody.
    """
    limit, limiter = parse(rate), _limiter()
    try:
        is_within = limiter.hit(limit, whose)
        window = limiter.get_window_stats(limit, whose)
    except StorageError as error:
        logger.warning("requests are not counted: %s", error)
        return None
    return Standing(
        limit=limit.amount,
        remaining=window.remaining if is_within else 0,
        reset_seconds=max(1, ceil(window.reset_time - now.timestamp())),
        is_exceeded=not is_within,
    )


@cache
def _limiter() -> MovingWindowRateLimiter:
    return MovingWindowRateLimiter(storage_from_string(settings.CACHE_URL, wrap_exceptions=True))
