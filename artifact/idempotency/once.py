"""Do what a request asks for once, however often it is sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import connection, transaction

from artifact.encryption import decrypt, encrypt
from artifact.idempotency.models import KeptAnswer
from artifact.users.models import User

LIFETIME = timedelta(hours=24)
PURPOSE = "kept answer"


class SameKeyOtherRequest(Exception):
    """The key was given to another request within the last day."""


class StillAnswering(Exception):
    """A request with this key is being answered at this moment."""


@dataclass(frozen=True)
class Asked:
    """A request as far as it matters: by whom, with which key, and the SHA-256 over it."""

    user: User
    key: str
    request_sha256: str


@dataclass(frozen=True)
class Answered:
    """What goes back; `is_kept` says that nothing was done for it this time."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    is_kept: bool = False


def once(asked: Asked, do: Callable[[], Answered], *, now: datetime) -> Answered:
    """The answer of `do`, or the one that the same request got before.

    What `do` changes and its answer are committed together: a process that dies between leaves
    neither. Where `do` raises, nothing is kept, and the request may be sent again.

    :raises SameKeyOtherRequest: the key stands for another request.
    :raises StillAnswering: another process is at it.
    """
    with transaction.atomic():
        if not _is_mine_alone(asked):
            raise StillAnswering
        mine = KeptAnswer.objects.filter(user=asked.user, key=asked.key)
        mine.ended(now=now).delete()
        kept = mine.first()
        if kept is None:
            return _keep(asked, do(), now)
    if kept.request_sha256 != asked.request_sha256:
        raise SameKeyOtherRequest
    body = decrypt(bytes(kept.body).decode(), purpose=PURPOSE).encode()
    return Answered(kept.status, body, kept.headers, is_kept=True)


def _is_mine_alone(asked: Asked) -> bool:
    """Lock the key until the transaction ends; false where somebody else has it."""
    named = sha256(f"{asked.user.pk} {asked.key}".encode()).digest()
    number = int.from_bytes(named[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        return bool(cursor.fetchone()[0])


def _keep(asked: Asked, answered: Answered, now: datetime) -> Answered:
    KeptAnswer.objects.create(
        user=asked.user,
        key=asked.key,
        request_sha256=asked.request_sha256,
        status=answered.status,
        headers=dict(answered.headers),
        # What is answered once and never again may be a secret.
        body=encrypt(answered.body.decode(), purpose=PURPOSE).encode(),
        created_at=now,
        expires_at=now + LIFETIME,
    )
    return answered
