"""From a token's text to the token."""

from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest

from artifact.tokens.models import PREFIX, ApiToken

# When a token was last used is kept to the minute: not every request is a write.
USED_EVERY = timedelta(minutes=1)


class TokenInvalid(Exception):
    """The text is no token that is in force; why, a stranger does not learn."""


def authenticate(text: str, *, now: datetime) -> ApiToken:
    """The token, with its owner.

    :raises TokenInvalid: it is unknown, ended or revoked, or its owner is out.
    """
    name, _, secret = text.removeprefix(PREFIX).partition("_")
    # PostgreSQL takes no zero byte, and no token has anything but letters and digits.
    if not (text.startswith(PREFIX) and name.isalnum() and name.isascii()):
        raise TokenInvalid
    in_force = ApiToken.objects.in_force(now=now).select_related("user__customer__parent")
    try:
        token = in_force.get(token_id=PREFIX + name)
    except ApiToken.DoesNotExist:
        raise TokenInvalid from None
    digest = sha256(secret.encode(errors="replace")).hexdigest()
    if not compare_digest(digest, token.digest) or _is_closed(token):
        raise TokenInvalid
    return token


def note_use(token: ApiToken, *, operation: str, address: str | None, now: datetime) -> None:
    """Keep when, whence and for what the token was last used, to the minute."""
    if token.last_used_at is None or now - token.last_used_at >= USED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(
            last_used_at=now, last_used_address=address, last_used_for=operation[:64]
        )


def _is_closed(token: ApiToken) -> bool:
    customer = token.user.customer
    return customer is not None and customer.is_closed
