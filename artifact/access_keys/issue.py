"""Give a person a key for their programs."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.crypto import get_random_string

from artifact.access_keys.models import AccessKey
from artifact.encryption import encrypt
from artifact.users.models import User
from artifact.users.policy import Action, may
from compliance.ledger.append import append

# As AWS IAM: two, so that a program can be moved from one to the other.
MOST_KEYS = 2
SECRET_LENGTH = 40
PURPOSE = "access key"


class KeyRefused(Exception):
    """No key was given; the message says what to do."""


@dataclass(frozen=True)
class IssuedKey:
    """A key with its secret, which is never shown again."""

    key: AccessKey
    secret: str = field(repr=False)


def issue(
    user: User,
    *,
    actor: str,
    now: datetime,
    description: str = "",
    expires_at: datetime | None = None,
) -> IssuedKey:
    """A new key of the person's.

    :raises KeyRefused: their role has none, they have two in force, or it would end before now.
    """
    if not may(user, Action.HOLD_ACCESS_KEYS):
        raise KeyRefused(f"{user} may not hold access keys.")
    if expires_at and expires_at <= now:
        raise KeyRefused("The key would have ended already. Choose a later day.")
    secret = get_random_string(SECRET_LENGTH)
    with transaction.atomic():
        # The person's row is the lock: two requests at once do not make three keys.
        User.objects.select_for_update().get(pk=user.pk)
        if AccessKey.objects.filter(user=user).in_force(now=now).count() >= MOST_KEYS:
            raise KeyRefused(f"{user} has {MOST_KEYS} keys in force. Revoke one first.")
        key = AccessKey.objects.create(
            user=user,
            encrypted_secret=encrypt(secret, purpose=PURPOSE),
            description=description,
            created_at=now,
            expires_at=expires_at,
        )
        append(
            actor=actor,
            action="access-key.issued",
            subject=f"access-key:{key.key_id}",
            details={
                "email": user.email,
                "description": description,
                "expires_at": expires_at.isoformat() if expires_at else "",
            },
            at=now,
        )
    return IssuedKey(key, secret)
