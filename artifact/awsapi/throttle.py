"""How often one key may ask."""

from functools import cache

from django.conf import settings
from limits import parse
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from artifact.awsapi.errors import throttled


def throttle(key_id: str) -> None:
    """Count a request of the key.

    :raises ApiError: it has asked too often; the error says after how many seconds to ask again.
    """
    rate = parse(settings.AWS_API_RATE)
    if not _limiter().hit(rate, "aws", key_id):
        raise throttled(retry_after_seconds=max(1, rate.get_expiry()))


@cache
def _limiter() -> MovingWindowRateLimiter:
    return MovingWindowRateLimiter(storage_from_string(settings.CACHE_URL))
