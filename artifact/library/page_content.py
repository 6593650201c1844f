"""Shut in what a page draws, so that what is drawn after it starts from a known state.

Content may leave its graphics state changed, saved or restored once too often, a text object or a
string open. What is drawn behind it would be moved, clipped, or swallowed.
"""

import re
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Name, Object, Page, Pdf

STRINGS = re.compile(rb"\((?:[^()\\]++|\\.)*+\)", re.DOTALL)
# Whatever makes a look by regular expressions unsafe: strings within strings, comments, images.
OPERATORS = "q Q BT ET BMC BDC EMC"
WANTED = frozenset(OPERATORS.encode().split())
# An image within the content; its bytes may look like anything.
IMAGE = b"BI"
ENDS_OF_OPERANDS = bytes.maketrans(b"\0)>]}", b"     ")
# A path that was begun and never painted; "n" ends it without a trace.
OPEN_PATH = re.compile(rb"(?:^|[\s\0])(?:m|l|c|v|y|h|re|W\*?)[\s\0]*$")


@dataclass(frozen=True)
class Frame:
    """What stands before and behind the content, so that it leaves no trace."""

    before: bytes
    after: bytes


# To look through content costs many times its size; a form holds it without a look.
LARGEST_PARSED_BYTES = 8 * 1024**2
PLAIN = Frame(b"q\n", b"\nQ\n")


def content_streams(page: Page) -> list[Object]:
    """The page's content streams, in order; nothing where it is blank."""
    contents = page.obj.get("/Contents")
    parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return [one for one in parts if isinstance(one, pikepdf.Stream)]


def frame(pdf: Pdf, streams: list[Object], drawn_after: bytes) -> Frame | None:
    """How the content is shut in; None where it cannot be, and has to become a form.

    :raises pikepdf.PdfError: a stream cannot be decoded.
    """
    content = _joined(streams)
    if len(content) > LARGEST_PARSED_BYTES:
        return None
    if _is_plain(content):
        return PLAIN
    rest = STRINGS.sub(b" ", content)
    if not _is_closed(rest) and b"%" not in rest and IMAGE not in _words(rest):
        return None
    try:
        found = _exact(pdf, content)
    except pikepdf.PdfError:
        return None
    whole = pdf.make_stream(found.before + content + found.after + drawn_after)
    return found if _ends_with(whole, drawn_after) else None


def as_form(pdf: Pdf, streams: list[Object], resources: Object, box: Sequence[float]) -> Object:
    """The content as one form, out of which nothing leaks.

    :raises pikepdf.PdfError: a stream cannot be decoded.
    """
    return pdf.make_stream(
        _joined(streams),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=list(box),
        # A copy, since the form itself is about to be put into the page's.
        Resources=Dictionary({**resources, "/XObject": Dictionary(dict(resources.XObject))}),
    )


def _joined(streams: list[Object]) -> bytes:
    return b"\n".join(one.read_bytes() for one in streams)


def _is_plain(content: bytes) -> bool:
    """Whether a quick look proves it balanced; what is in doubt is left to the parser."""
    rest = STRINGS.sub(b" ", content)
    if b"%" in rest or not _is_closed(rest) or OPEN_PATH.search(rest[-100:]):
        return False
    words = _words(rest)
    if IMAGE in words:
        return False
    depth = _Depths(filter(WANTED.__contains__, words))
    return depth.lowest == depth.last == 0 and not depth.is_text and not depth.marked


def _words(rest: bytes) -> list[bytes]:
    """What stands between spaces and delimiters; names keep their slash."""
    apart = rest.translate(ENDS_OF_OPERANDS)
    for start in (b"/", b"[", b"<"):
        apart = apart.replace(start, b" " + start)
    return apart.split()


def _is_closed(rest: bytes) -> bool:
    pairs = ((b"<", b">"), (b"[", b"]"))
    return b"(" not in rest and all(rest.count(one) == rest.count(other) for one, other in pairs)


class _Depths:
    """How deep the content saves its state, at worst and at its end, and what it leaves open."""

    def __init__(self, operators: Iterable[bytes]) -> None:
        self.last = self.lowest = self.marked = 0
        self.is_text = False
        for one in operators:
            if one in {b"q", b"Q"}:
                self.last += 1 if one == b"q" else -1
                self.lowest = min(self.lowest, self.last)
            elif one in {b"BT", b"ET"}:
                self.is_text = one == b"BT"
            else:
                self.marked = max(0, self.marked + (-1 if one == b"EMC" else 1))


def _exact(pdf: Pdf, content: bytes) -> Frame:
    depth = _Depths(
        str(one.operator).encode() for one in _parsed(pdf.make_stream(content), OPERATORS)
    )
    before = 1 - depth.lowest
    after = b"\n" + b"n\n" * bool(OPEN_PATH.search(content[-100:]))
    after += b"ET\n" * depth.is_text + b"EMC\n" * depth.marked
    return Frame(b"q\n" * before, after + b"Q\n" * (before + depth.last))


def _ends_with(whole: Object, drawn_after: bytes) -> bool:
    """Whether a reader meets what is drawn last, and not as part of a string or an image."""
    try:
        parsed = _parsed(whole, "Do")
    except pikepdf.PdfError:
        return False
    last = str(parsed[-1].operands[0]).encode() if parsed and parsed[-1].operands else b""
    return bool(last) and last + b" Do" in drawn_after


def _parsed(stream: Object, operators: str) -> list[pikepdf.ContentStreamInstruction]:
    """Those operators; of content that ends within an operand, what comes before it."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Unexpected end of stream", UserWarning)
        return [
            one
            for one in pikepdf.parse_content_stream(stream, operators)
            if isinstance(one, pikepdf.ContentStreamInstruction)
        ]
