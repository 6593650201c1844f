"""How many pages a PDF has and what is written on them, found out at arm's length."""

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

READER = Path(__file__).with_name("pdf_reader.py")
SECONDS = 120
# Text beyond this is not searched: the length of about a thousand pages.
LONGEST_TEXT = 3_000_000
DAMAGED = "The PDF is damaged and cannot be opened. Save it anew and upload that."
WHY = {
    "password": "The PDF asks for a password. Save it without one and upload that.",
    "damaged": DAMAGED,
    "swollen": "What is drawn on a page unpacks to so much that no reader is safe with it. Print "
    "the document to a new PDF and upload that.",
}


class PdfUnreadable(Exception):
    """The PDF cannot be used; the message says what to do."""


@dataclass(frozen=True)
class PdfText:
    """What a PDF says, as far as it could be read."""

    pages: int
    text: str


def read_pdf(
    content: bytes,
    *,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    seconds: int = SECONDS,
) -> PdfText:
    """The pages and their text; `progress` is called with the pages read and their total.

    The process that reads is killed when its time is over; the text it found by then is used.

    :raises PdfUnreadable: the PDF does not open, asks for a password, has no page or unpacks to
        too much.
    """
    pages, texts = None, list[str]()
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        # Isolated: nothing of the service's environment is read, and `-I` ignores its folder.
        process = subprocess.Popen(  # noqa: S603 -- our own reader
            [sys.executable, "-I", str(READER), str(seconds), str(LONGEST_TEXT)],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
        )
        timer = threading.Timer(seconds, process.kill)
        timer.start()
        try:
            for said in _lines(process):
                if "error" in said:
                    raise PdfUnreadable(WHY[said["error"]])
                if "pages" in said:
                    pages = int(said["pages"])
                else:
                    texts.append(said["text"])
                progress(len(texts), pages or 0)
        finally:
            timer.cancel()
            process.kill()
            process.communicate()
    if pages is None:
        raise PdfUnreadable(DAMAGED)
    if not pages:
        raise PdfUnreadable("The PDF has no page. Upload the one you meant.")
    return PdfText(pages, storable("\n".join(texts)))


def _lines(process: "subprocess.Popen[bytes]") -> Iterator[dict[str, str]]:
    """What the reader says, as far as it came: a killed one may leave half a line."""
    for line in process.stdout or ():
        try:
            yield json.loads(line)
        except ValueError:
            return


def storable(text: str) -> str:
    """Without what PostgreSQL cannot keep: NUL, and halves of characters."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode()
