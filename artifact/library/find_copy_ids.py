"""Read off a file which copies it may be of, however it was saved again since."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Pdf
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from artifact.identifiers import COPY_ALPHABET, LENGTH
from artifact.library.stamp import BROKEN
from artifact.library.stamp_metadata import metadata_text

COPY_ID = re.compile(rf"copy-[{COPY_ALPHABET}]{{{LENGTH}}}", re.IGNORECASE)
# Where text comes out letter by letter, or over two lines.
SPACED = re.compile(r"\s+")
# A long document of many copies is read as far as a person would bear to wait.
MOST_PAGES = 300
UNREADABLE = (*BROKEN, PyPdfError, RecursionError, UnicodeError)


def find_copy_ids(content: bytes) -> list[str]:
    """Every copy id in the file, once each, the most telling first: metadata, pages, bytes."""
    texts = (*_metadata(content), *_pages(content), content.decode("latin-1"))
    found = (one.lower() for text in texts for one in COPY_ID.findall(text))
    return list(dict.fromkeys(found))


def copy_ids_in(text: str) -> list[str]:
    """Every copy id that somebody typed or pasted."""
    return list(dict.fromkeys(one.lower() for one in COPY_ID.findall(text)))


def _metadata(content: bytes) -> Iterator[str]:
    try:
        with Pdf.open(BytesIO(content), suppress_warnings=True) as pdf:
            yield metadata_text(pdf)
    except (pikepdf.PasswordError, *UNREADABLE):
        return


def _pages(content: bytes) -> Iterator[str]:
    """The text of the pages, of those that can be read."""
    try:
        pages = PdfReader(BytesIO(content)).pages
        total = len(pages)
    except UNREADABLE:
        return
    for number in range(min(total, MOST_PAGES)):
        try:
            text = pages[number].extract_text()
        except UNREADABLE:
            continue
        yield text
        yield SPACED.sub("", text)
