"""Give a person a token for their programs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils.crypto import get_random_string

from artifact.tokens.models import ApiToken
from artifact.tokens.scopes import Scope, scopes_of
from artifact.users.models import User
from artifact.users.policy import Action, may
from compliance.ledger.append import append

MOST_TOKENS = 20
# 43 letters and digits are 256 bits.
SECRET_LENGTH = 43


class TokenRefused(Exception):
    """No token was given; the message says what to do."""


@dataclass(frozen=True)
class Wanted:
    """What somebody asks for. `engagement` is the id of one that the token shall end with."""

    name: str
    scopes: Iterable[str]
    expires_at: datetime
    engagement: str = ""


@dataclass(frozen=True)
class IssuedToken:
    """A token and its text, which is never shown again."""

    token: ApiToken
    text: str = field(repr=False)


def issue(user: User, wanted: Wanted, *, actor: str, now: datetime) -> IssuedToken:
    """A new token of the person's.

    :raises TokenRefused: their role has no use for a scope, they have too many tokens in force,
        or it would end before now or after the longest life of a token.
    """
    scopes = _scopes(user, wanted.scopes)
    _refuse_life(wanted.expires_at, now)
    secret = get_random_string(SECRET_LENGTH)
    with transaction.atomic():
        # The person's row is the lock: two requests at once do not make one too many.
        User.objects.select_for_update().get(pk=user.pk)
        if ApiToken.objects.filter(user=user).in_force(now=now).count() >= MOST_TOKENS:
            raise TokenRefused(f"{user} has {MOST_TOKENS} tokens in force. Revoke one first.")
        token = ApiToken.objects.create(
            user=user,
            digest=sha256(secret.encode()).hexdigest(),
            name=wanted.name,
            scopes=scopes,
            engagement=wanted.engagement,
            created_at=now,
            expires_at=wanted.expires_at,
        )
        append(
            actor=actor,
            action="token.issued",
            subject=f"token:{token.token_id}",
            details={
                "email": user.email,
                "name": token.name,
                "scopes": scopes,
                "engagement": token.engagement,
                "expires_at": token.expires_at.isoformat(),
            },
            at=now,
        )
    return IssuedToken(token, f"{token.token_id}_{secret}")


def _scopes(user: User, wanted: Iterable[str]) -> list[str]:
    if not may(user, Action.HOLD_TOKENS):
        raise TokenRefused(f"{user} may not hold tokens.")
    scopes = sorted(set(wanted))
    useful = scopes_of(user)
    if useless := [one for one in scopes if one not in useful]:
        raise TokenRefused(f"The role of {user} has no use for {', '.join(useless)}.")
    if not scopes:
        raise TokenRefused(f"Choose what the token is for, as {Scope.READ}.")
    return scopes


def _refuse_life(expires_at: datetime, now: datetime) -> None:
    if expires_at <= now:
        raise TokenRefused("The token would have ended already. Choose a later day.")
    if expires_at > now + timedelta(days=settings.API_TOKEN_MAX_DAYS + 1):
        raise TokenRefused(
            f"A token lives {settings.API_TOKEN_MAX_DAYS} days at most. Choose an earlier day."
        )
