"""Bytes kept under their own SHA-256: stored once, verified at every reading."""

import hashlib
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO

import zstandard
from django.core.files.base import File
from django.core.files.storage import storages
from django.db import connection

from compliance.aws.spool import IN_MEMORY, Spool
from compliance.evidence.models import Blob
from compliance.evidence.retention import Disposal

PIECE = 2**16


class BlobDamaged(Exception):
    """Stored bytes are missing, or are not what was stored."""

    def __init__(self, sha256: str, what: str) -> None:
        super().__init__(f"blob {sha256} {what}")
        self.sha256 = sha256
        self.what = what


class BlobDisposed(BlobDamaged):
    """Stored bytes were deleted by a rule of retention, which the ledger certifies."""


def put(content: bytes | Spool, *, now: datetime) -> Blob:
    """Keep the bytes and return where they are; the same bytes are stored once.

    The file is on disk before the row exists, so a row always has its bytes. Bytes that are
    missing or damaged are written again: they are the same bytes.
    """
    given = Spool(content) if isinstance(content, bytes) else content
    sha256 = _sha256(given)
    if connection.in_atomic_block:
        lock_blob(sha256)
    storage = storages["evidence"]
    blob = Blob.objects.filter(pk=sha256).first()
    if blob and _is_intact(sha256):
        return blob
    with SpooledTemporaryFile(max_size=IN_MEMORY) as packed:
        stored_bytes = _compress(given, packed)
        storage.save(blob_name(sha256), File(packed))
    return Blob.objects.get_or_create(
        pk=sha256,
        defaults={
            "size_bytes": given.size_bytes,
            "stored_bytes": stored_bytes,
            "stored_at": now,
        },
    )[0]


def get(sha256: str) -> bytes:
    """The bytes with this SHA-256, all in memory.

    :raises BlobDamaged: they are missing, altered or cannot be read.
    """
    return b"".join(fetch(sha256).chunks())


def fetch(sha256: str) -> Spool:
    """The bytes with this SHA-256, verified.

    :raises BlobDamaged: they are missing, altered or cannot be read.
    """
    storage = storages["evidence"]
    try:
        with storage.open(blob_name(sha256)) as file:
            content = _decompressed(sha256, file)
    except FileNotFoundError:
        raise _missing(sha256) from None
    except OSError as error:
        raise BlobDamaged(sha256, f"cannot be read: {error.strerror}") from error
    if _sha256(content) != sha256:
        raise BlobDamaged(sha256, "is altered: its SHA-256 differs")
    return content


def _compress(content: Spool, into: IO[bytes]) -> int:
    """Returns how many bytes were written."""
    frame = zstandard.ZstdCompressor(level=6, write_checksum=True).compressobj(
        size=content.size_bytes
    )
    for chunk in content.chunks():
        into.write(frame.compress(chunk))
    into.write(frame.flush())
    return into.tell()


def _decompressed(sha256: str, file: "File[bytes]") -> Spool:
    # Block by block: the length that a damaged header claims is not reserved in advance.
    frame, content = zstandard.ZstdDecompressor().decompressobj(), Spool()
    try:
        while (packed := file.read(PIECE)) and not frame.eof:
            content.add(frame.decompress(packed))
    except zstandard.ZstdError:
        raise BlobDamaged(sha256, "is altered: it does not decompress") from None
    if not frame.eof or frame.unused_data or packed:
        raise BlobDamaged(sha256, "is altered: its file is cut off, or goes on")
    return content


def _sha256(content: Spool) -> str:
    digest = hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _missing(sha256: str) -> BlobDamaged:
    disposal = Disposal.objects.filter(blob=sha256).order_by("-pk").first()
    if disposal is None:
        return BlobDamaged(sha256, "is missing from the store")
    return BlobDisposed(
        sha256,
        f"was deleted by the rules of retention on {disposal.at:%Y-%m-%d}; entry "
        f"{disposal.certificate_id} of the ledger certifies it",
    )


def lock_blob(sha256: str) -> None:
    """Wait until nobody else keeps or deletes these bytes, until the transaction's end.

    Whoever deletes them must not do so between another's look at the store and his row.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [sha256])


def _is_intact(sha256: str) -> bool:
    try:
        fetch(sha256)
    except BlobDamaged:
        return False
    return True


def blob_name(sha256: str) -> str:
    """Under which name the bytes lie in the store."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}.zst"
