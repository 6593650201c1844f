"""Find out who took a copy that has turned up somewhere."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from artifact.library.find_copy_ids import copy_ids_in, find_copy_ids
from artifact.library.models import Download
from compliance.ledger.append import append


class NotACopyId(Exception):
    """What was typed has no copy id in it; the message says how one looks."""


class Clue(StrEnum):
    """By what a copy was recognised."""

    COPY_ID = "copy id"
    FILE = "the very file"
    CONTENT = "a copy id within the file"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Traced:
    """The downloads that were found, by which clue, and ids that no download here has."""

    downloads: Sequence[Download]
    clue: Clue
    unknown: Sequence[str] = ()


def trace_copy(sought: str | bytes, *, actor: str, now: datetime) -> Traced:
    """Who took it: by an id that was typed, or by a file's bytes.

    A file is the very one that was handed out, by its SHA-256, or one that was saved again and
    has the id left in its metadata, its text or its bytes. The look-up is in the ledger.

    :raises NotACopyId: nothing that was typed is an id.
    """
    with transaction.atomic():
        traced = _by_id(sought) if isinstance(sought, str) else _by_file(sought)
        append(
            actor=actor,
            action="copy.traced",
            subject=f"copy:{_name(sought)}",
            details={
                "clue": traced.clue,
                "found": [one.copy_id or "" for one in traced.downloads],
                "downloads": [one.pk for one in traced.downloads],
                "unknown": list(traced.unknown),
            },
            at=now,
        )
    return traced


def _by_id(typed: str) -> Traced:
    ids = copy_ids_in(typed)
    if not ids:
        raise NotACopyId("A copy id is “copy-” and 16 letters and digits. Type it as it stands.")
    return _of(ids, Clue.COPY_ID)


def _by_file(content: bytes) -> Traced:
    sha256 = hashlib.sha256(content).hexdigest()
    very = list(Download.objects.traced().filter(sha256=sha256))
    if very:
        return Traced(very, Clue.FILE)
    return _of(find_copy_ids(content), Clue.CONTENT)


def _of(ids: Sequence[str], clue: Clue) -> Traced:
    found = list(Download.objects.traced().filter(copy_id__in=ids))
    unknown = sorted(set(ids) - {one.copy_id for one in found})
    return Traced(found, clue if found else Clue.NOTHING, unknown)


def _name(sought: str | bytes) -> str:
    if isinstance(sought, str):
        return ",".join(copy_ids_in(sought))[:100]
    return f"sha256:{hashlib.sha256(sought).hexdigest()}"
