"""Write on every page of a PDF for whom this copy was made."""

import math
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from artifact.library.mark import Mark
from artifact.library.page_content import as_form, content_streams, frame
from artifact.library.stamp_form import Text, mark_text, page_stamp
from artifact.library.stamp_metadata import write_metadata

MOST_PAGES = 20_000
MOST_BYTES = 1024**3
SMALLEST_SIDE, LARGEST_SIDE = 1.0, 1_000_000.0
LETTER = (0.0, 0.0, 612.0, 792.0)
DEEPEST_TREE = 100
# What reading a damaged PDF ends in, besides PdfError, depending on where it is damaged.
BROKEN = (
    pikepdf.PdfError,
    pikepdf.ForeignObjectError,
    ArithmeticError,
    AttributeError,
    IndexError,
    KeyError,
    RuntimeError,
    TypeError,
    ValueError,
)

Box = tuple[float, float, float, float]


class NotStampable(Exception):
    """The document cannot be marked, and is therefore not handed out; the message says why."""


def stamp(content: bytes, mark: Mark, *, to: BinaryIO) -> int:
    """Write the PDF with the mark on each page and in its metadata; returns how many pages.

    The mark is text in the margin and faintly across the page, as it is looked at: rotated and
    cropped. It is no part of a tagged PDF's structure; tags, outline, links and attachments stay.

    :raises NotStampable: it is encrypted, damaged, empty, or too large.
    """
    if len(content) > MOST_BYTES:
        raise NotStampable(f"The PDF has more than {MOST_BYTES // 1024**2} MiB.")
    try:
        with opened(content) as pdf:
            pages = _Stamping(pdf, mark).stamp_all()
            write_metadata(pdf, mark)
            pdf.save(to, deterministic_id=True)
            return pages
    except BROKEN as error:
        raise NotStampable(f"The PDF is damaged: {error}") from error


def opened(content: bytes) -> Pdf:
    """The PDF as it is; nothing of a damaged one is guessed, since a part might be missing.

    :raises NotStampable: it needs a password, or is damaged.
    """
    try:
        return Pdf.open(BytesIO(content), attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise NotStampable(
            "The PDF is encrypted and opens with a password only. Publish it without one."
        ) from error
    except BROKEN as error:
        raise NotStampable(f"The PDF is damaged: {error}") from error


class _Stamping:
    """One run over all pages; what pages have in common is made once."""

    def __init__(self, pdf: Pdf, mark: Mark) -> None:
        self._pdf = pdf
        self._name = Name("/" + "".join(filter(str.isalnum, mark.copy_id)))
        self._text: Text | None = None
        self._mark = mark
        self._stamps: dict[tuple[float, float], Object] = {}
        self._streams: dict[bytes, Object] = {}
        self._frames: dict[tuple[object, ...], tuple[bytes, bytes] | None] = {}

    def stamp_all(self) -> int:
        """Stamp each page; returns how many there are.

        :raises NotStampable: there is none, or too many, or one cannot be stamped.
        """
        total = len(self._pdf.pages)
        if total == 0:
            raise NotStampable("The PDF has no pages.")
        if total > MOST_PAGES:
            raise NotStampable(f"The PDF has {total} pages; at most {MOST_PAGES} are marked.")
        self._text = mark_text(self._pdf, self._mark)
        for number, page in enumerate(self._pdf.pages, start=1):
            self._stamp(page, number)
        return total

    def _stamp(self, page: Page, number: int) -> None:
        box = shown_box(page)
        width, height = box[2] - box[0], box[3] - box[1]
        if not all(SMALLEST_SIDE <= side <= LARGEST_SIDE for side in (width, height)):
            raise NotStampable(f"Page {number} measures {width:g} by {height:g} points.")
        turn = rotation(page)
        if turn in {90, 270}:
            width, height = height, width
        resources = _resources(page)
        name = self._name_on(resources, width, height)
        drawn = (
            "/Artifact <</Type /Pagination /Subtype /Watermark>> BDC\n"
            f"q {_placed(box, turn)} cm {name} Do Q\nEMC\n"
        ).encode()
        self._draw_last(page, drawn, resources)

    def _name_on(self, resources: Object, width: float, height: float) -> str:
        """Under which name the resources have the stamp of a page of this size."""
        size = (round(width, 2), round(height, 2))
        if size not in self._stamps:
            assert self._text is not None  # noqa: S101 -- set before the first page
            self._stamps[size] = page_stamp(self._pdf, self._text, *size)
        order = list(self._stamps).index(size)
        name = f"{self._name}.{order}"
        resources.XObject[name] = self._stamps[size]
        return name

    def _draw_last(self, page: Page, drawn: bytes, resources: Object) -> None:
        streams = content_streams(page)
        key = tuple(one.objgen for one in streams)
        if key not in self._frames:
            found = frame(self._pdf, streams, drawn)
            self._frames[key] = (found.before, found.after) if found else None
        if (around := self._frames[key]) is None:
            form = self._pdf.make_indirect(
                as_form(self._pdf, streams, resources, _media_box(page))
            )
            name = f"{self._name}.page{form.objgen[0]}"
            resources.XObject[name] = form
            streams, around = [self._stream(f"{name} Do".encode())], (b"q\n", b"\nQ\n")
        before, after = around
        page.obj.Contents = Array([self._stream(before), *streams, self._stream(after + drawn)])

    def _stream(self, content: bytes) -> Object:
        if content not in self._streams:
            self._streams[content] = self._pdf.make_stream(content)
        return self._streams[content]


def _resources(page: Page) -> Object:
    """What the page's names stand for, its own or from above; made where there is none."""
    resources = inherited(page, "/Resources")
    if not isinstance(resources, Dictionary):
        page.obj.Resources = Dictionary()
        resources = page.obj.Resources
    if not isinstance(resources.get("/XObject"), Dictionary):
        resources.XObject = Dictionary()
    return resources


def shown_box(page: Page) -> Box:
    """What a viewer shows of the page: its crop box within its media box, corners in order."""
    media = _media_box(page)
    crop = _box(inherited(page, "/CropBox")) or media
    return (
        max(media[0], crop[0]),
        max(media[1], crop[1]),
        min(media[2], crop[2]),
        min(media[3], crop[3]),
    )


def rotation(page: Page) -> int:
    """By how many degrees clockwise the page is turned to be looked at."""
    value = inherited(page, "/Rotate")
    turn = int(value) % 360 if isinstance(value, int | Decimal) else 0
    return turn if turn in {90, 180, 270} else 0


def inherited(page: Page, name: str) -> object:
    """The attribute of the page, or of the nearest node above it that has it."""
    return next((node[name] for node in _lineage(page.obj) if name in node), None)


def _lineage(node: Object) -> Iterator[Object]:
    for _ in range(DEEPEST_TREE):
        yield node
        above = node.get("/Parent")
        if not isinstance(above, Dictionary):
            return
        node = above


def _media_box(page: Page) -> Box:
    return _box(inherited(page, "/MediaBox")) or LETTER


def _box(value: object) -> Box | None:
    if not isinstance(value, Array) or len(value) != 4:  # noqa: PLR2004 -- two corners
        return None
    x, y, other_x, other_y = (float(one) for one in value)
    if not all(math.isfinite(one) for one in (x, y, other_x, other_y)):
        return None
    box = (min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y))
    return box if box[0] < box[2] and box[1] < box[3] else None


def _placed(box: Box, turn: int) -> str:
    """The matrix from the page as it is looked at to its own coordinates."""
    left, lower, right, upper = box
    matrix = {
        0: (1, 0, 0, 1, left, lower),
        90: (0, 1, -1, 0, right, lower),
        180: (-1, 0, 0, -1, right, upper),
        270: (0, -1, 1, 0, left, upper),
    }[turn]
    return " ".join(f"{one:.4f}".rstrip("0").rstrip(".") for one in matrix)
