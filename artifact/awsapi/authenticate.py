"""From a signed request to the person whose key signed it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.fernet import InvalidToken

from artifact.access_keys.models import AccessKey
from artifact.access_keys.secret_of import secret_of
from artifact.awsapi.errors import unknown_key
from artifact.awsapi.presented import Presented, presented
from artifact.awsapi.sigv4 import check
from artifact.awsapi.wire import Wire

# When a key was last used is kept to the minute: not every request is a write.
USED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Signed:
    """The key that signed, and what the request said of the signature."""

    key: AccessKey
    given: Presented


def authenticate(wire: Wire, *, now: datetime) -> Signed:
    """Whose request it is.

    :raises ApiError: it is not signed, not by a key in force, or not as it arrived.
    """
    given = presented(wire)
    # PostgreSQL takes no zero byte, which a query string may hold.
    if not given.key_id.isalnum():
        raise unknown_key()
    key = (
        AccessKey.objects.in_force(now=now)
        .filter(key_id=given.key_id)
        .select_related("user__customer__parent")
        .first()
    )
    if key is None or _is_closed(key):
        raise unknown_key()
    try:
        secret = secret_of(key)
    except InvalidToken as error:
        raise unknown_key() from error
    check(given, wire, secret=secret, now=now)
    return Signed(key, given)


def note_use(key: AccessKey, *, operation: str, address: str | None, now: datetime) -> None:
    """Keep when, whence and for what the key was last used, to the minute."""
    if key.last_used_at is None or now - key.last_used_at >= USED_EVERY:
        AccessKey.objects.filter(pk=key.pk).update(
            last_used_at=now, last_used_address=address, last_used_for=operation
        )


def _is_closed(key: AccessKey) -> bool:
    customer = key.user.customer
    return customer is not None and customer.is_closed
