"""A document that cannot be marked itself: a marked cover page that carries it, to the byte."""

import hashlib
import mimetypes
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

import pikepdf
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Object, Page

from artifact.library.mark import Mark
from artifact.library.stamp import MOST_BYTES, NotStampable, opened, shown_box, stamp
from compliance.reports.pdf.small_page import small_page

PDF = "application/pdf"
AS_ISSUED = "so it is attached as it was issued."
SIGNED = f"It is signed. A mark on its pages would break the signature, {AS_ISSUED}"
PROTECTED = f"Its issuer forbade changes to it, {AS_ISSUED}"
FORM = f"It is a dynamic form (XFA), whose pages the reader draws by itself, {AS_ISSUED}"
COVERED = f"Something lies over its pages that would hide a mark, {AS_ISSUED}"
NO_PDF = f"It is no PDF and has no pages to mark, {AS_ISSUED}"
# A picture or field above a page's content that covers more of it would hide the mark.
MOST_COVERED = 0.5
UNSEEN = {"/Link", "/Popup"}
HIDDEN_FLAGS = 0b100011  # invisible, hidden, not viewed

STYLE = """
@page { size: A4; margin: 28mm 24mm }
html { font: 11pt/1.5 sans-serif; color: #1b2733 }
h1 { font-size: 21pt; line-height: 1.25; margin: 0 0 6mm; color: #123a5a }
.kind { font-weight: 600; color: #51606d; margin: 0 0 2mm }
.why { border-left: 1.2mm solid #b7791f; background: #fdf6e7; padding: 3mm 4mm; margin: 0 0 6mm }
table { border-collapse: collapse; width: 100%; margin: 8mm 0 }
th { text-align: left; font-weight: 600; width: 38mm; vertical-align: top }
th { padding: 1.6mm 4mm 1.6mm 0 }
td { padding: 1.6mm 0; overflow-wrap: anywhere }
tr { border-bottom: 0.2mm solid #c9d2da }
.code { font-family: monospace; font-size: 9.5pt }
.note { color: #51606d; font-size: 9.5pt }
"""


@dataclass(frozen=True)
class Original:
    """A document as it was issued, and what it is called."""

    content: bytes
    media_type: str
    title: str
    filename: str


def why_wrapped(original: Original) -> str:
    """Why the document is attached to a cover and not marked itself; empty where it is marked.

    :raises NotStampable: it is called a PDF and cannot be read as one.
    """
    if original.media_type != PDF:
        return NO_PDF
    # A signature's place is never compressed, wherever the rest of it is.
    if b"/ByteRange" in original.content:
        return SIGNED
    with opened(original.content) as pdf:
        if pdf.is_encrypted:
            return PROTECTED
        if "/XFA" in pdf.Root.get("/AcroForm", Dictionary()):
            return FORM
        return COVERED if any(_is_covered(page) for page in pdf.pages) else ""


def wrap(original: Original, why: str, mark: Mark, *, to: BinaryIO) -> None:
    """Write a PDF/A-3 of one marked page with the document attached.

    :raises NotStampable: it is too large.
    """
    if len(original.content) > MOST_BYTES:
        raise NotStampable(f"The document has more than {MOST_BYTES // 1024**2} MiB.")
    marked = BytesIO()
    stamp(_cover(original, why, mark), mark, to=marked)
    with pikepdf.open(marked) as pdf:
        spec = AttachedFileSpec(
            pdf,
            original.content,
            filename=original.filename,
            mime_type=original.media_type,
            description=f"{original.title}, as issued",
            mod_date=f"D:{mark.at:%Y%m%d%H%M%S}Z",
            relationship=Name.Source,
        )
        pdf.attachments[original.filename] = spec
        pdf.Root.AF = Array([spec.obj])
        pdf.Root.PageMode = Name.UseAttachments
        pdf.save(to, deterministic_id=True)


def _cover(original: Original, why: str, mark: Mark) -> bytes:
    sha256 = hashlib.sha256(original.content).hexdigest()
    kind = mimetypes.guess_extension(original.media_type) or ""
    html = render_to_string(
        "copy/cover.html",
        {
            "title": original.title,
            "why": why,
            "mark": mark,
            "lines": [
                ("Attachment", original.filename),
                ("Kind", f"{original.media_type} {kind and f'({kind})'}"),
                ("Size", f"{filesizeformat(len(original.content))}"),
                ("SHA-256", sha256),
                ("Made for", ", ".join(mark.parts[:-2])),
                ("At", mark.parts[-2]),
                ("Copy", mark.copy_id),
            ],
        },
    )
    identifier = hashlib.sha256(f"{sha256} {mark.copy_id}".encode()).digest()[:16]
    return small_page(html, STYLE, identifier=identifier, is_archival=True).content


def _is_covered(page: Page) -> bool:
    notes = page.obj.get("/Annots")
    if not isinstance(notes, Array):
        return False
    left, lower, right, upper = shown_box(page)
    whole = (right - left) * (upper - lower)
    return any(_area(note) > MOST_COVERED * whole for note in notes if _is_seen(note))


def _is_seen(note: object) -> bool:
    return (
        isinstance(note, Dictionary)
        and "/AP" in note
        and str(note.get("/Subtype")) not in UNSEEN
        and not int(note.get("/F", 0)) & HIDDEN_FLAGS
    )


def _area(note: Object) -> float:
    x, y, other_x, other_y = (float(one) for one in note.get("/Rect", [0, 0, 0, 0]))
    return abs(other_x - x) * abs(other_y - y)
