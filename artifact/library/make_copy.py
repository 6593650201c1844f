"""Make one marked and signed copy of a document."""

import hashlib
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import BinaryIO

from artifact.library.mark import Mark
from artifact.library.stamp import BROKEN, NotStampable, stamp
from artifact.library.wrap import Original, why_wrapped, wrap
from compliance.reports.signers.signer import Signer


@dataclass(frozen=True)
class Copy:
    """A copy in a file that vanishes when it is closed, read from its beginning."""

    file: BinaryIO
    sha256: str
    size_bytes: int
    is_wrapped: bool


def make_copy(original: Original, mark: Mark, signer: Signer | None) -> Copy:
    """The document marked on every page, or on a cover that carries it; signed.

    It lies in a file and not in memory, since it may be large and several are made at once.

    :raises NotStampable: it cannot be marked, so there is no copy of it.
    :raises SigningFailed: it could not be signed.
    """
    file = TemporaryFile()  # noqa: SIM115 -- the caller reads it, and closes it
    try:
        try:
            why = why_wrapped(original)
        except BROKEN as error:
            raise NotStampable(f"The PDF is damaged: {error}") from error
        if why:
            wrap(original, why, mark, to=file)
        else:
            stamp(original.content, mark, to=file)
        if signer:
            file.seek(0)
            signer.sign(file, reason=mark.sentence)
        size_bytes = file.seek(0, 2)
        file.seek(0)
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        return Copy(file, sha256, size_bytes, is_wrapped=bool(why))
    except BaseException:
        file.close()
        raise
