"""Move a person's programs to another key."""

from datetime import datetime

from artifact.access_keys.issue import IssuedKey, KeyRefused, issue
from artifact.access_keys.models import AccessKey


def rotate(key: AccessKey, *, actor: str, now: datetime) -> IssuedKey:
    """A new key like this one; the old one stays in force until it is revoked.

    :raises KeyRefused: the key is out of force, or its owner has as many as they may have.
    """
    if not AccessKey.objects.in_force(now=now).filter(pk=key.pk).exists():
        raise KeyRefused(f"{key} is out of force. Issue a new one.")
    return issue(
        key.user,
        actor=actor,
        now=now,
        description=key.description,
        expires_at=key.expires_at,
    )
