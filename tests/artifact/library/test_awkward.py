"""Awkward PDFs: marked on every page for all to see, or wrapped, or refused. Nothing else."""

from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from artifact.library.make_copy import make_copy
from artifact.library.mark import Mark
from artifact.library.stamp import NotStampable, stamp
from artifact.library.wrap import PDF, Original
from tests.artifact.factories import MOMENT
from tests.artifact.library.awkward import MARKED, REFUSED, WRAPPED

MARK = Mark("Żółć 李", "شركة देवनागरी", MOMENT, "copy-23456789abcdefgh")
LONGER_SIDE, SHORTER_SIDE = 900, 250
LEAST_SEEN = 100


def copied(content: bytes, media_type: str = PDF) -> bytes:
    """The copy's bytes."""
    made = make_copy(Original(content, media_type, "A report", "a.pdf"), MARK, None)
    with made.file:
        return made.file.read()


@cache
def marked(name: str) -> tuple[bytes, bytes]:
    """An original, and its copy: made once for the tests that look at them."""
    original = MARKED[name]()
    return original, copied(original)


def points(pdf: pypdfium2.PdfDocument, number: int) -> bytes:
    """A page as points of gray, so large that its mark would be seen."""
    page = pdf[number]
    shorter, longer = sorted(page.get_size())
    bitmap = page.render(scale=max(LONGER_SIDE / longer, SHORTER_SIDE / shorter), grayscale=True)
    seen = bytes(bitmap.buffer)
    bitmap.close()
    page.close()
    return seen


def changed_points(before: bytes, after: bytes, number: int) -> int:
    """How many points of the page look otherwise than before."""
    with pypdfium2.PdfDocument(before) as one, pypdfium2.PdfDocument(after) as other:
        old, new = points(one, number), points(other, number)
    assert len(old) == len(new)
    differences = ImageChops.difference(in_a_row(old), in_a_row(new)).histogram()
    return sum(differences[13:])


def in_a_row(gray: bytes) -> Image.Image:
    """The points as one line."""
    return Image.frombytes("L", (len(gray), 1), gray)


def shown_pages(content: bytes) -> list[str]:
    """The text of each page, as a common viewer gets it."""
    texts = []
    with pypdfium2.PdfDocument(content) as pdf:
        for page in pdf:
            text = page.get_textpage()
            texts.append(text.get_text_range())
            text.close()
            page.close()
    return texts


@pytest.mark.parametrize("name", MARKED)
def test_every_page_is_marked(name: str) -> None:
    original, copy = marked(name)

    texts = shown_pages(copy)
    total = len(texts)
    assert [MARK.copy_id in text for text in texts] == [True] * total
    for before, after in zip(shown_pages(original), texts, strict=True):
        assert ("Hello page" in after) == ("Hello page" in before)
    for number in {0, total // 2, total - 1}:
        assert changed_points(original, copy, number) > LEAST_SEEN


class Meanwhile(BytesIO):
    """A file to which one copy is written while another is made."""

    other: bytes = b""

    def write(self, content: Any) -> int:
        """Before the first bytes are written, somebody else takes a copy."""
        self.other = self.other or copied(marked("plain")[0])
        return super().write(content)


def test_two_copies_can_be_made_at_once() -> None:
    file = Meanwhile()
    stamp(marked("plain")[0], MARK, to=file)

    assert file.getvalue() == file.other


@pytest.mark.parametrize("name", MARKED)
def test_the_copy_is_sound_and_says_in_its_metadata_which_one_it_is(name: str) -> None:
    with pikepdf.open(BytesIO(marked(name)[1])) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.docinfo["/ArtifactCopyId"] == MARK.copy_id
        with pdf.open_metadata() as metadata:
            assert metadata["xmpMM:InstanceID"] == MARK.copy_id
            assert "Żółć 李, شركة देवनागरी, 2026-03-31" in str(metadata["xmpRights:UsageTerms"])


@pytest.mark.parametrize("name", WRAPPED)
def test_what_must_stay_as_issued_travels_on_a_marked_cover(name: str) -> None:
    original = WRAPPED[name]()
    copy = copied(original)

    (text,) = shown_pages(copy)
    assert text.count(MARK.copy_id) >= 3
    with pikepdf.open(BytesIO(copy)) as pdf:
        assert pdf.attachments["a.pdf"].get_file().read_bytes() == original
        assert pdf.Root.AF[0].AFRelationship == pikepdf.Name.Source
        with pdf.open_metadata() as metadata:
            assert metadata.pdfa_status == "3A"


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_marked_is_refused_by_name(name: str) -> None:
    with pytest.raises(NotStampable, match=r"The PDF |Page 1 "):
        copied(REFUSED[name]())


@pytest.mark.parametrize(
    ("filename", "media_type"),
    [("a.zip", "application/zip"), ("a.png", "image/png"), ("a.xyz", "application/x-unheard-of")],
)
def test_what_is_no_pdf_travels_on_a_marked_cover(filename: str, media_type: str) -> None:
    original = Original(b"PK\x03\x04 something", media_type, "Übersicht <b>", filename)
    made = make_copy(original, MARK, None)
    with made.file, pikepdf.open(made.file) as pdf:
        attached = pdf.attachments[filename].get_file()
        assert attached.read_bytes() == original.content
        assert attached.mime_type == media_type
    assert made.is_wrapped


def test_what_a_document_brings_along_stays() -> None:
    with pikepdf.open(BytesIO(marked("embedded file")[1])) as pdf:
        assert pdf.attachments["a.txt"].get_file().read_bytes() == b"attached"
    with pikepdf.open(BytesIO(marked("outline")[1])) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Second page"]
    with pikepdf.open(BytesIO(marked("fields")[1])) as pdf:
        assert pdf.Root.AcroForm.Fields[0].V == "Ada"
    with pikepdf.open(BytesIO(marked("annotations")[1])) as pdf:
        assert [note.Subtype for note in pdf.pages[0].obj.Annots] == ["/Link", "/Square"]


def test_tags_stay_and_the_mark_is_no_part_of_them() -> None:
    with pikepdf.open(BytesIO(marked("PDF/A-3")[1])) as pdf:
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.Root.MarkInfo.Marked
        with pdf.open_metadata() as metadata:
            assert metadata.pdfa_status == "3A"
        content = b"".join(one.read_bytes() for one in pdf.pages[0].obj.Contents)
    assert content.count(b"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC") == 1
    assert content.count(b"BDC") + content.count(b"BMC") == content.count(b"EMC")


def test_a_claim_that_no_longer_holds_is_withdrawn() -> None:
    copy = BytesIO(marked("PDF/A-1")[1])
    with pikepdf.open(copy) as pdf, pdf.open_metadata() as metadata:
        assert metadata.pdfa_status == ""


def test_the_text_is_drawn_once_however_many_pages_there_are() -> None:
    (_, one), (original, many) = marked("plain"), marked("500 pages")
    with pikepdf.open(BytesIO(many)) as pdf:
        names = {str(name) for page in pdf.pages for name in page.obj.Resources.XObject}
        stamps = {page.obj.Resources.XObject[names_of].objgen for page in pdf.pages
                  for names_of in names}  # fmt: skip
    assert len(names) == len(stamps) == 1
    assert len(many) - len(original) < len(one) + 500 * 150


def test_the_same_mark_gives_the_same_bytes() -> None:
    original, copy = marked("plain")
    assert copied(original) == copy


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        "a" * 350,
        "line\nbreak\x00\x07",
        "שלום",
        "ไทย",
        "\U0001f600 ok",
    ],
)
def test_any_name_can_be_written(name: str) -> None:
    mark = Mark(name, name, MOMENT, MARK.copy_id)
    made = make_copy(Original(MARKED["plain"](), PDF, "A report", "a.pdf"), mark, None)
    with made.file:
        assert MARK.copy_id in shown_pages(made.file.read())[0]
