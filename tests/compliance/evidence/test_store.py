"""The store of bytes: real files, real rows, and every way in which they can go wrong."""

import hashlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import connection

from compliance.evidence.store import BlobDamaged, get, put
from compliance.models import Blob
from tests.factories import MOMENT

pytestmark = pytest.mark.django_db
CONTENT = b'{"Keys": [], "Truncated": false}' * 40


def kept_file(folder: Path, content: bytes) -> Path:
    """Where the bytes lie."""
    (found,) = folder.rglob(f"{hashlib.sha256(content).hexdigest()}.zst")
    return found


def spoil(file: Path, packed: bytes) -> None:
    """Write over a kept file, as only somebody with the disk in hand can."""
    file.chmod(0o640)
    file.write_bytes(packed)


@pytest.mark.parametrize("content", [CONTENT, b"", b"\x00\xff" * 70_000])
def test_what_was_put_comes_back_byte_for_byte(content: bytes) -> None:
    blob = put(content, now=MOMENT)
    assert blob.pk == hashlib.sha256(content).hexdigest()
    assert blob.size_bytes == len(content)
    assert get(blob.pk) == content


def test_the_same_bytes_are_stored_once_however_often_they_come(own_store: Path) -> None:
    first = put(CONTENT, now=MOMENT)
    written = kept_file(own_store, CONTENT).stat()
    assert put(CONTENT, now=MOMENT) == first
    assert Blob.objects.count() == 1
    again = kept_file(own_store, CONTENT).stat()
    assert (again.st_ino, again.st_mtime_ns) == (written.st_ino, written.st_mtime_ns)


@pytest.mark.django_db(transaction=True)
def test_the_same_bytes_from_many_workers_at_once_are_one_blob(own_store: Path) -> None:
    def one(_: int) -> str:
        try:
            return put(CONTENT, now=MOMENT).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(one, range(6)))) == 1
    assert Blob.objects.count() == 1
    assert [one.name for one in own_store.rglob("*") if one.is_file()] == [
        kept_file(own_store, CONTENT).name
    ]


def test_a_kept_file_cannot_be_written_to_by_accident(own_store: Path) -> None:
    put(CONTENT, now=MOMENT)
    assert kept_file(own_store, CONTENT).stat().st_mode & 0o222 == 0


def test_no_single_flipped_bit_passes_for_what_was_stored(own_store: Path) -> None:
    blob = put(CONTENT, now=MOMENT)
    file = kept_file(own_store, CONTENT)
    packed = file.read_bytes()
    for at in range(len(packed)):
        for bit in range(8):
            altered = bytearray(packed)
            altered[at] ^= 1 << bit
            spoil(file, bytes(altered))
            # A bit that changes nothing (a reserved one) may pass; other bytes may not.
            with suppress(BlobDamaged):
                assert get(blob.pk) == CONTENT


@pytest.mark.parametrize("length", [0, 1, 9, -1])
def test_a_file_that_was_cut_off_is_named(own_store: Path, length: int) -> None:
    blob = put(CONTENT, now=MOMENT)
    file = kept_file(own_store, CONTENT)
    spoil(file, file.read_bytes()[:length])
    with pytest.raises(BlobDamaged, match=f"blob {blob.pk} is altered"):
        get(blob.pk)


def test_a_file_with_something_behind_its_end_is_named(own_store: Path) -> None:
    blob = put(CONTENT, now=MOMENT)
    file = kept_file(own_store, CONTENT)
    spoil(file, file.read_bytes() + b"more")
    with pytest.raises(BlobDamaged, match="goes on"):
        get(blob.pk)


def test_a_file_that_holds_other_bytes_is_named(own_store: Path) -> None:
    blob, other = put(CONTENT, now=MOMENT), put(b"other", now=MOMENT)
    spoil(kept_file(own_store, CONTENT), kept_file(own_store, b"other").read_bytes())
    with pytest.raises(BlobDamaged, match=f"blob {blob.pk} is altered: its SHA-256 differs"):
        get(blob.pk)
    assert get(other.pk) == b"other"


def test_a_missing_file_is_named(own_store: Path) -> None:
    blob = put(CONTENT, now=MOMENT)
    kept_file(own_store, CONTENT).unlink()
    with pytest.raises(BlobDamaged, match=f"blob {blob.pk} is missing"):
        get(blob.pk)


def test_a_file_that_the_disk_cannot_give_back_is_named(own_store: Path) -> None:
    blob = put(CONTENT, now=MOMENT)
    file = kept_file(own_store, CONTENT)
    file.unlink()
    file.mkdir()
    with pytest.raises(BlobDamaged, match=f"blob {blob.pk} cannot be read: Is a directory"):
        get(blob.pk)


@pytest.mark.parametrize("packed", [None, b"", b"not what it was"])
def test_fresh_bytes_are_kept_whole_though_their_old_file_was_damaged(
    own_store: Path, packed: bytes | None
) -> None:
    blob = put(CONTENT, now=MOMENT)
    file = kept_file(own_store, CONTENT)
    if packed is None:
        file.unlink()
    else:
        spoil(file, packed)
    assert put(CONTENT, now=MOMENT) == blob
    assert get(blob.pk) == CONTENT


WRITES_HALF_AND_DIES = """
import os, signal, sys
from django.core.files.base import ContentFile
from compliance.evidence.storage import WriteOnceFileSystemStorage

class Half(ContentFile):
    def chunks(self, chunk_size=None):
        yield self.read(100)
        os.kill(os.getpid(), signal.SIGKILL)

WriteOnceFileSystemStorage(sys.argv[1]).save(sys.argv[2], Half(b"x" * 1000))
"""


def test_a_file_that_a_killed_worker_left_half_written_is_never_taken(own_store: Path) -> None:
    sha256 = hashlib.sha256(CONTENT).hexdigest()
    name = f"{sha256[:2]}/{sha256[2:4]}/{sha256}.zst"
    died = subprocess.run(
        [sys.executable, "-c", WRITES_HALF_AND_DIES, str(own_store), name],
        check=False,
        capture_output=True,
    )
    assert died.returncode == -9, died.stderr.decode()
    left = [one for one in own_store.rglob("*") if one.is_file()]
    assert [one.name for one in left] == [next(iter(left)).name]
    assert not list(own_store.rglob("*.zst"))
    with pytest.raises(BlobDamaged, match="is missing"):
        get(sha256)
    assert get(put(CONTENT, now=MOMENT).pk) == CONTENT
