"""How often one key may ask, and how often one address may be refused."""

from datetime import datetime

from django.conf import settings

from artifact.awsapi.errors import throttled
from artifact.rates import count


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
    standing = count(rate, whose, now=now)
    if standing and standing.is_exceeded:
        raise throttled(retry_after_seconds=standing.reset_seconds)
