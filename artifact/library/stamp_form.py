"""The stamp as PDF objects: the text is drawn once, and each page refers to it."""

import hashlib
import math
from dataclasses import dataclass
from html import escape
from io import BytesIO
from unicodedata import bidirectional

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf

from artifact.library.mark import Mark
from compliance.reports.pdf.small_page import small_page

# Points, on a page as large as A4. Printers leave out the outermost 12.
A4_WIDTH, A4_HEIGHT = 595.0, 842.0
MARGIN = 14.0
SIDES = 20.0
PLATE = 2.0
# The text block of a mark is drawn on a sheet of this size.
SHEET_WIDTH, SHEET_HEIGHT = 540, 700
# A short page is not filled by the line; a short name does not shout across the page.
LEAST_LINES_HIGH = 60.0
DIAGONAL_SHARE = 0.72
LARGEST_DIAGONAL = 3.2

STYLE = f"""
@page {{ size: {SHEET_WIDTH}pt {SHEET_HEIGHT}pt; margin: 0 }}
html {{ font: 6.5pt/1.35 sans-serif }}
body {{ margin: 0 }}
#mark {{ display: inline-block; max-width: {SHEET_WIDTH}pt; text-align: center }}
span {{ display: inline-block; overflow-wrap: anywhere }}
.rtl {{ direction: rtl }}
span + span::before {{ content: "·"; padding-inline: 0.25em 0.4em }}
.code {{ white-space: nowrap }}
"""
# Whatever colours and transparency the typesetter chose, the page's stamp decides both.
COLOURS = {"rg", "RG", "g", "G", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "gs"}
STRONG = {"L", "R", "AL"}


@dataclass(frozen=True)
class Text:
    """The mark's text as a form of this size in points, without a colour of its own."""

    form: Object
    width: float
    height: float


def mark_text(pdf: Pdf, mark: Mark) -> Text:
    """The text in any script, shaped, with its fonts; one object of `pdf`."""
    page = small_page(
        _html(mark),
        STYLE,
        identifier=hashlib.sha256(mark.sentence.encode()).digest()[:16],
        is_archival=False,
    )
    width, height = page.edges["mark"]
    with pikepdf.open(BytesIO(page.content)) as drawn:
        sheet = drawn.pages[0]
        kept = [
            one for one in pikepdf.parse_content_stream(sheet) if str(one.operator) not in COLOURS
        ]
        form = drawn.make_stream(
            pikepdf.unparse_content_stream(kept),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, SHEET_HEIGHT - height, width, SHEET_HEIGHT],
            Matrix=[1, 0, 0, 1, 0, height - SHEET_HEIGHT],
            Resources=Dictionary(Font=sheet.resources.Font),
        )
        return Text(pdf.copy_foreign(form), width, height)


def page_stamp(pdf: Pdf, text: Text, width: float, height: float) -> Object:
    """What is drawn over a page of this size as it is looked at: a line below, and one across.

    Both grow and shrink with the page. Gray alone, since it is allowed beside every output intent.
    """
    unit = min(
        math.sqrt(width * height / (A4_WIDTH * A4_HEIGHT)),
        width / A4_WIDTH,
        height / LEAST_LINES_HIGH,
    )
    scale = min(unit, (width - 2 * SIDES * unit) / text.width, height / 3 / text.height)
    left, lower = (width - scale * text.width) / 2, MARGIN * unit
    pad = PLATE * scale
    plate = (
        left - pad,
        lower - pad / 2,
        scale * text.width + 2 * pad,
        scale * text.height + pad,
    )
    content = "\n".join(
        [
            f"q 0.35 g /Across gs {_across(text, width, height, unit)} cm /Text Do Q",
            f"q 1 g /Plate gs {_numbers(*plate)} re f Q",
            f"q 0.15 g /Line gs {_numbers(scale, 0, 0, scale, left, lower)} cm /Text Do Q",
        ]
    )
    return pdf.make_stream(
        content.encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, width, height],
        Resources=Dictionary(ExtGState=_seen(), XObject=Dictionary(Text=text.form)),
    )


def _seen() -> Dictionary:
    """How much of the page is seen through each part; anew, since a PDF owns what it gets."""
    return Dictionary(
        # A plate lets the line be read on a dark page too, and what lies below still be seen.
        Plate=Dictionary(Type=Name.ExtGState, ca=0.65, BM=Name.Normal, SMask=Name("/None")),
        Line=Dictionary(Type=Name.ExtGState, ca=0.85, BM=Name.Normal, SMask=Name("/None")),
        Across=Dictionary(Type=Name.ExtGState, ca=0.13, BM=Name.Normal, SMask=Name("/None")),
    )


def _across(text: Text, width: float, height: float, unit: float) -> str:
    """The matrix that puts the text on the page's rising diagonal, its middle on the page's."""
    angle = math.atan2(height, width)
    scale = min(
        DIAGONAL_SHARE * math.hypot(width, height) / text.width,
        LARGEST_DIAGONAL * unit,
        min(width, height) / 2 / text.height,
    )
    cosine, sine = scale * math.cos(angle), scale * math.sin(angle)
    x = width / 2 - (cosine * text.width - sine * text.height) / 2
    y = height / 2 - (sine * text.width + cosine * text.height) / 2
    return _numbers(cosine, sine, -sine, cosine, x, y)


def _html(mark: Mark) -> str:
    *names, instant, copy_id = (escape(part) for part in mark.parts)
    spans = [f'<span class="{_direction(one)}">{one}</span>' for one in names]
    spans += [f'<span class="code">{one}</span>' for one in (instant, copy_id)]
    return (
        '<!DOCTYPE html><html lang="en"><head><title>Stamp</title></head>'
        f'<body><div id="mark">{" ".join(spans)}</div></body></html>'
    )


def _direction(text: str) -> str:
    """By the first letter that has one, as the Unicode algorithm does it (rules P2 and P3)."""
    strong = (bidirectional(one) for one in text)
    return "rtl" if next((one for one in strong if one in STRONG), "L") != "L" else "ltr"


def _numbers(*values: float) -> str:
    return " ".join(f"{value:.6f}" for value in values)
