"""Pydyf, which writes the PDF's objects, without what takes long for nothing."""

import zlib
from types import SimpleNamespace

import pydyf

# The best one takes a multiple of the time for a few bytes in a hundred.
LEVEL = zlib.Z_DEFAULT_COMPRESSION


def quicken_pydyf() -> None:
    """Amend pydyf 0.13 for the whole process.

    WeasyPrint asks for the references of all pages for each tagged element, and pydyf makes the
    list each time: the work then grows with elements times pages. They are kept until a page is
    added. Streams are packed at zlib's default level, not at its best.
    """
    pydyf.PDF.page_references = property(_page_references)
    vars(pydyf)["zlib"] = SimpleNamespace(compress=zlib.compress, compressobj=_compressobj)


def _page_references(pdf: pydyf.PDF) -> tuple[bytes, ...]:
    kept: tuple[bytes, ...] = getattr(pdf, "kept_references", ())
    if len(kept) != pdf.pages["Count"]:
        kept = tuple(f"{number} 0 R".encode("ascii") for number in pdf.pages["Kids"][::3])
        pdf.kept_references = kept
    return kept


def _compressobj(level: int) -> "zlib._Compress":
    del level
    return zlib.compressobj(LEVEL)
