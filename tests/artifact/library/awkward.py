"""PDFs as they turn up in the wild, made on the spot: each by a function of its own name.

`MARKED` have to come out with the mark on every page, `WRAPPED` on a cover that carries them, and
`REFUSED` not at all.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pikepdf
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Object, Page, Pdf, String

from compliance.reports.pdf.small_page import small_page
from compliance.reports.signers.self_signed import self_signed
from compliance.reports.signers.signer import SIGNERS

Make = Callable[[], bytes]
A4 = (595, 842)
HELLO = b"BT /F1 24 Tf 72 700 Td (Hello page) Tj ET\n"


def plain(count: int = 2, content: bytes = HELLO, size: tuple[float, float] = A4) -> Pdf:
    """Pages of text in Helvetica."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    for _ in range(count):
        page = pdf.add_blank_page(page_size=size)
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        page.obj.Contents = pdf.make_stream(content)
    return pdf


def saved(pdf: Pdf, **how: Any) -> bytes:
    """Its bytes."""
    made = BytesIO()
    pdf.save(made, **how)
    return made.getvalue()


def each_page(change: Callable[[Page], None], count: int = 2, **given: Any) -> bytes:
    """Plain pages, each changed."""
    pdf = plain(count, **given)
    for page in pdf.pages:
        change(page)
    return saved(pdf)


def with_content(content: bytes) -> Make:
    """Pages that draw this."""
    return lambda: saved(plain(content=content))


def turned(degrees: int) -> Make:
    """Pages that are looked at turned."""
    return lambda: each_page(lambda page: page.obj.__setitem__("/Rotate", degrees))


def boxed(media: list[float], crop: list[float] | None = None) -> Make:
    """Pages with these boxes."""

    def change(page: Page) -> None:
        page.obj.MediaBox = Array(media)
        if crop:
            page.obj.CropBox = Array(crop)

    return lambda: each_page(change)


def inherited_resources() -> bytes:
    """One dictionary of resources, boxes and a rotation at the root of the page tree."""
    pdf = plain()
    pdf.Root.Pages.Resources = pdf.pages[0].obj.Resources
    pdf.Root.Pages.MediaBox = Array([0, 0, 595, 842])
    pdf.Root.Pages.Rotate = 90
    for page in pdf.pages:
        del page.obj["/Resources"]
        del page.obj["/MediaBox"]
    return saved(pdf)


def shared_resources() -> bytes:
    """Pages of unlike sizes that share one dictionary and one stream."""
    pdf = plain(3)
    shared = pdf.make_indirect(pdf.pages[0].obj.Resources)
    for number, page in enumerate(pdf.pages):
        page.obj.Resources = shared
        page.obj.Contents = pdf.pages[0].obj.Contents
        page.obj.MediaBox = Array([0, 0, 400 + 100 * number, 842])
    return saved(pdf)


def no_resources() -> bytes:
    """Pages without any, as an empty page may be."""

    def change(page: Page) -> None:
        del page.obj["/Resources"]
        del page.obj["/Contents"]

    return each_page(change)


def contents_in_pieces() -> bytes:
    """Contents as an array whose streams end in the middle of an operation, and a hole."""
    pdf = plain()
    for page in pdf.pages:
        parts: list[Object] = [
            pdf.make_stream(b"q BT /F1 24"),
            pdf.make_stream(b" Tf 72 700 Td (Hello page) Tj ET"),
            pdf.make_stream(b"Q"),
        ]
        page.obj.Contents = Array(parts)
    return saved(pdf)


def one_page_many_times() -> bytes:
    """A page tree that names the same page object again."""
    pdf = plain(1)
    pdf.Root.Pages.Kids = Array([pdf.pages[0].obj, pdf.pages[0].obj, pdf.pages[0].obj])
    pdf.Root.Pages.Count = 3
    return saved(pdf)


def form_fields() -> bytes:
    """A text field that is filled in."""
    pdf = plain()
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String("name"),
            V=String("Ada"),
            Rect=[72, 600, 300, 620],
            DA=String("/F1 12 Tf 0 g"),
        )
    )
    pdf.pages[0].obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=[field], DA=String("/F1 12 Tf 0 g"))
    return saved(pdf)


def _note(pdf: Pdf, rect: list[float]) -> Object:
    width, height = rect[2] - rect[0], rect[3] - rect[1]
    look = pdf.make_stream(
        f"1 1 0.6 rg 0 0 {width} {height} re f".encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, width, height],
    )
    note = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=rect, F=4, AP=Dictionary(N=look))
    return pdf.make_indirect(note)


def annotations() -> bytes:
    """A link and a small note on each page."""
    pdf = plain()
    for page in pdf.pages:
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 595, 842])
        page.obj.Annots = Array([pdf.make_indirect(link), _note(pdf, [400, 700, 500, 750])])
    return saved(pdf)


def covered_by_a_note() -> bytes:
    """A note over the whole page, which would hide whatever is drawn on it."""
    pdf = plain()
    pdf.pages[1].obj.Annots = Array([_note(pdf, [0, 0, 595, 842])])
    return saved(pdf)


def javascript() -> bytes:
    """A script that runs when it is opened."""
    pdf = plain()
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('hello');"))
    return saved(pdf)


def embedded_file() -> bytes:
    """An attachment."""
    pdf = plain()
    pdf.attachments["a.txt"] = AttachedFileSpec(pdf, b"attached", filename="a.txt")
    return saved(pdf)


def outline_and_links() -> bytes:
    """Bookmarks."""
    pdf = plain()
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Second page", 1))
    return saved(pdf)


def transparency() -> bytes:
    """A page that is a transparency group and leaves a soft mask and a blend mode behind."""
    pdf = plain(content=b"/G gs 1 0 0 rg 0 0 595 842 re f\n" + HELLO)
    for page in pdf.pages:
        page.obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
        page.obj.Resources.ExtGState = Dictionary(G=Dictionary(ca=0.5, CA=0.5, BM=Name.Multiply))
    return saved(pdf)


@cache
def pdf_a() -> bytes:
    """A tagged PDF/A-3."""
    html = '<html lang="en"><head><title>A</title></head><body><h1>Hello page</h1></body></html>'
    return small_page(html, "", identifier=b"0" * 16, is_archival=True).content


def pdf_a_1() -> bytes:
    """One that claims to be a PDF/A-1, which knows no transparency."""
    pdf = plain()
    with pdf.open_metadata() as metadata:
        metadata["pdfaid:part"] = "1"
        metadata["pdfaid:conformance"] = "B"
    return saved(pdf)


def damaged_xmp() -> bytes:
    """Metadata that is no XML."""
    pdf = plain()
    pdf.Root.Metadata = pdf.make_stream(b"<x:xmpmeta", Type=Name.Metadata, Subtype=Name.XML)
    return saved(pdf)


def incremental_update() -> bytes:
    """A second revision behind the first, which changes a page."""
    first = saved(plain(), object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True)
    with Pdf.open(BytesIO(first)) as pdf:
        number = pdf.pages[0].obj.objgen[0]
        root, size = pdf.Root.objgen[0], pdf.trailer.Size
        page = pdf.pages[0].obj.unparse(resolved=True)
    body = f"{number} 0 obj\n".encode() + page[:-2] + b" /Rotate 90 >>\nendobj\n"
    table = first.rindex(b"startxref")
    previous = int(first[table:].split()[1])
    update = body + f"xref\n{number} 1\n{len(first) + 1:010d} 00000 n \n".encode()
    update += f"trailer\n<< /Size {size} /Root {root} 0 R /Prev {previous} >>\n".encode()
    return first + b"\n" + update + f"startxref\n{len(first) + 1 + len(body)}\n%%EOF\n".encode()


def archive_behind() -> bytes:
    """A polyglot: a PDF and a ZIP archive at once."""
    archive = BytesIO()
    with ZipFile(archive, "w") as packed:
        packed.writestr("secret.txt", "unmarked")
    return saved(plain()) + archive.getvalue()


def rubbish_before() -> bytes:
    """A line of mail before the header."""
    return b"From: somebody\r\n\r\n" + saved(plain())


@cache
def many_pages() -> bytes:
    """Five hundred."""
    return saved(plain(500))


def signed() -> bytes:
    """Signed by its issuer."""
    key = self_signed("Issuer", now=datetime.now(UTC))
    document = BytesIO(saved(plain()))
    SIGNERS["local_key"]({"key": key}).sign(document, reason="issued")
    return document.getvalue()


def xfa() -> bytes:
    """A dynamic form."""
    pdf = plain()
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp:xdp/>"))
    return saved(pdf)


def owner_password() -> bytes:
    """Anybody opens it, and may print it and no more."""
    return saved(plain(), encryption=pikepdf.Encryption(owner="owner", user=""))


def user_password() -> bytes:
    """Nobody opens it without the password."""
    return saved(plain(), encryption=pikepdf.Encryption(owner="owner", user="user"))


def zero_pages() -> bytes:
    """A document of no pages."""
    return saved(pikepdf.new())


def truncated() -> bytes:
    """The first half of one."""
    whole = saved(plain())
    return whole[: len(whole) // 2]


def broken_xref() -> bytes:
    """A table of objects that points beside them."""
    whole = saved(plain(), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    table = whole.rindex(b"startxref")
    return whole[:table] + b"startxref\n7\n%%EOF\n"


def broken_stream() -> bytes:
    """Content whose compression is damaged."""
    pdf = plain()
    for page in pdf.pages:
        page.obj.Contents = Stream(pdf, b"this is no zlib", Filter=Name.FlateDecode)
    return saved(pdf)


def page_tree_loop() -> bytes:
    """A page tree that contains itself."""
    pdf = plain(1)
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)
    return saved(pdf)


def page_is_no_page() -> bytes:
    """A page tree with a number in it."""
    pdf = plain(1)
    pdf.Root.Pages.Kids = Array([1, 2])
    return saved(pdf)


def no_area() -> bytes:
    """A page that is a point."""
    return boxed([0, 0, 0.1, 0.1])()


def Stream(pdf: Pdf, content: bytes, **entries: Any) -> Object:  # noqa: N802 -- as pikepdf's
    """A stream with its raw bytes as they are."""
    made = pdf.make_stream(b"")
    made.write(content, filter=entries["Filter"])
    return made


MARKED: dict[str, Make] = {
    "plain": lambda: saved(plain()),
    "rotated 90": turned(90),
    "rotated 180": turned(180),
    "rotated 270": turned(270),
    "rotated -90": turned(-90),
    "rotated 90.0": lambda: each_page(
        lambda page: page.obj.__setitem__("/Rotate", Decimal("90.0"))
    ),
    "rotated 45": turned(45),
    "huge": boxed([0, 0, 14400, 14400]),
    "tiny": boxed([0, 0, 20, 20]),
    "strip": boxed([0, 0, 2000, 50]),
    "column": boxed([0, 0, 60, 2000]),
    "negative boxes": boxed([-300, -400, 295, 442]),
    "corners swapped": boxed([595, 842, 0, 0]),
    "cropped": boxed([0, 0, 595, 842], [100, 200, 400, 500]),
    "user unit": lambda: each_page(lambda page: page.obj.__setitem__("/UserUnit", 10)),
    "inherited": inherited_resources,
    "shared": shared_resources,
    "no resources": no_resources,
    "pieces": contents_in_pieces,
    "one page thrice": one_page_many_times,
    "unclosed q": with_content(b"q 0.1 0 0 0.1 5000 5000 cm q\n" + HELLO),
    "surplus Q": with_content(b"Q Q 0.1 0 0 0.1 5000 5000 cm\n" + HELLO + b"Q Q Q"),
    "unclosed text": with_content(b"BT /F1 24 Tf 3 Tr 72 700 Td (Hello page) Tj"),
    "unclosed string": with_content(HELLO + b"q BT /F1 9 Tf (never ends Q ET"),
    "unclosed hexadecimal": with_content(HELLO + b"q BT /F1 9 Tf <48 Q ET"),
    "unclosed marks": with_content(b"/P BMC /Span <</MCID 0>> BDC\n" + HELLO),
    "much drawn": with_content(b"Q 0.1 0 0 0.1 5000 5000 cm\n" + HELLO + b" " * 9_000_000),
    "clipped away": with_content(HELLO + b"0 0 1 1 re W n"),
    "open path": with_content(HELLO + b"0 0 m 500 500 l"),
    "comment last": with_content(HELLO + b"% the end"),
    "q in a string": with_content(b"q BT /F1 24 Tf 72 700 Td (Hello page q q \\) Q) Tj ET Q"),
    "image inside": with_content(HELLO + b"q BI /W 2 /H 2 /BPC 8 /CS /G ID (q<Q EI Q"),
    "image unfinished": with_content(HELLO + b"q BI /W 9 /H 9 /BPC 8 /CS /G ID abc"),
    "black page": with_content(b"0 g 0 0 595 842 re f 1 g\n" + HELLO),
    "fields": form_fields,
    "annotations": annotations,
    "javascript": javascript,
    "embedded file": embedded_file,
    "outline": outline_and_links,
    "transparency": transparency,
    "PDF/A-3": pdf_a,
    "PDF/A-1": pdf_a_1,
    "damaged XMP": damaged_xmp,
    "object streams": lambda: saved(plain(), object_stream_mode=pikepdf.ObjectStreamMode.generate),
    "linearized": lambda: saved(plain(), linearize=True),
    "incremental": incremental_update,
    "polyglot": archive_behind,
    "rubbish before": rubbish_before,
    "500 pages": many_pages,
}
WRAPPED: dict[str, Make] = {
    "signed": signed,
    "XFA": xfa,
    "owner's password": owner_password,
    "covered": covered_by_a_note,
}
REFUSED: dict[str, Make] = {
    "user's password": user_password,
    "zero pages": zero_pages,
    "truncated": truncated,
    "broken xref": broken_xref,
    "broken stream": broken_stream,
    "loop": page_tree_loop,
    "no page": page_is_no_page,
    "no area": no_area,
    "cropped to nothing": boxed([0, 0, 595, 842], [1000, 1000, 1200, 1200]),
    "larger than any paper": boxed([0, 0, 1e9, 1e9]),
    "zip called pdf": lambda: b"PK\x03\x04" + b"0" * 100,
    "text called pdf": lambda: b"Hello",
    "empty": lambda: b"",
    "header alone": lambda: b"%PDF-1.7\n%%EOF\n",
}
