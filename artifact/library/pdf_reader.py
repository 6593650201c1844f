"""Read the PDF on standard input; print its pages and their text, a line of JSON each.

Run by its path, as a process of its own with limits: a hostile PDF costs this process, not the
worker. It knows nothing of the service, and starts without it.
"""

import json
import logging
import resource
import sys
from io import BytesIO

import pikepdf
from pypdf import PdfReader

MEMORY_BYTES = 2 * 1024**3
LONGEST_PAGE = 50_000
# A copy is marked by the process that serves it, which unpacks what each page draws.
MOST_OF_PAGE_BYTES, MOST_OF_ALL_BYTES = 128 * 1024**2, 1024**3
MOST_OF_METADATA_BYTES = 16 * 1024**2


def main() -> None:
    """First how many pages there are, or what is wrong; then the text, page by page."""
    seconds, longest_text = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable()
    content = sys.stdin.buffer.read()
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            pages = len(pdf.pages)
            _refuse_swollen(pdf)
    except pikepdf.PasswordError:
        _say(error="password")
        return
    except (_Swollen, MemoryError):
        _say(error="swollen")
        return
    except Exception:  # noqa: BLE001 -- whatever it is, the PDF does not open
        _say(error="damaged")
        return
    _say(pages=pages)
    _read(content, pages, longest_text)


class _Swollen(Exception):
    """What is drawn on a page is more than anybody could look at."""


def _refuse_swollen(pdf: pikepdf.Pdf) -> None:
    """Go on only if all that marking a copy unpacks fits into memory.

    :raises _Swollen: it does not.
    :raises pikepdf.PdfError: something of it cannot be unpacked, so no copy could be marked.
    """
    if _unpacked(pdf.Root.get("/Metadata")) > MOST_OF_METADATA_BYTES:
        raise _Swollen
    sizes: dict[tuple[int, int], int] = {}
    total = 0
    for page in pdf.pages:
        contents = page.obj.get("/Contents")
        parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        drawn = 0
        for part in filter(None, parts):
            if part.objgen not in sizes:
                sizes[part.objgen] = _unpacked(part)
                total += sizes[part.objgen]
            drawn += sizes[part.objgen]
        if drawn > MOST_OF_PAGE_BYTES or total > MOST_OF_ALL_BYTES:
            raise _Swollen


def _unpacked(stream: object) -> int:
    """How many bytes it unpacks to.

    :raises pikepdf.PdfError: it cannot be, which is also how larger ones than memory end.
    """
    return len(stream.read_bytes()) if isinstance(stream, pikepdf.Stream) else 0


def _read(content: bytes, pages: int, longest_text: int) -> None:
    """The text is for the search alone: a page that cannot be read is left out."""
    reader = PdfReader(BytesIO(content))
    left = longest_text
    for number in range(pages):
        try:
            text = reader.pages[number].extract_text()[: min(left, LONGEST_PAGE)]
        except Exception:  # noqa: BLE001 -- as above
            text = ""
        left -= len(text)
        _say(text=text)


def _say(**what: object) -> None:
    print(json.dumps(what), flush=True)  # noqa: T201 -- the answer


if __name__ == "__main__":
    main()
