"""Documents as people upload them, and series to put them into."""

import zipfile
import zlib
from datetime import timedelta
from io import BytesIO
from typing import Any

import pikepdf

from artifact.clock import now
from artifact.library.add_report import add_report
from artifact.library.check_upload import check_upload
from artifact.library.models import Report, ReportVersion
from artifact.library.report_facts import ReportFacts
from artifact.library.upload import MIB, Document, upload
from tests.artifact.factories import MOMENT

FONT = {
    "/Type": pikepdf.Name("/Font"),
    "/Subtype": pikepdf.Name("/Type1"),
    "/BaseFont": pikepdf.Name("/Helvetica"),
}
LEASE = timedelta(seconds=60)


def pdf(*pages: str, **saving: Any) -> bytes:
    """A PDF with these words, in ASCII, on its pages; `saving` is as for pikepdf.

    The same words make the same bytes, unless it is encrypted.
    """
    made = BytesIO()
    with pikepdf.new() as document:
        font = document.make_indirect(pikepdf.Dictionary(FONT))
        for words in pages:
            page = document.add_blank_page()
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            page.Contents = document.make_stream(
                f"BT /F1 12 Tf 72 700 Td ({words}) Tj ET".encode()
            )
        document.save(made, deterministic_id="encryption" not in saving, **saving)
    return made.getvalue()


def swollen(size_bytes: int) -> bytes:
    """A small PDF of one page, which draws so many spaces: packed, and packed once more."""
    packer = zlib.compressobj(9)
    blank = b" " * 1024**2
    packed = b"".join(packer.compress(blank) for _ in range(size_bytes // len(blank)))
    content = zlib.compress(packed + packer.flush(), 9)
    made = BytesIO()
    with pikepdf.new() as document:
        page = document.add_blank_page()
        page.Contents = pikepdf.Stream(document, b"")
        filters = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
        page.Contents.write(content, filter=filters)
        # What is packed stays as it is.
        document.save(made, compress_streams=False)
    return made.getvalue()


def archive(*names: str) -> bytes:
    """A ZIP archive with files of these names."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name in names:
            packed.writestr(name, "content")
    return made.getvalue()


def series(title: str = "SOC 2 Type II", **facts: Any) -> Report:
    """A series that was added by hand."""
    return add_report(ReportFacts(title, **facts), actor="manager", now=MOMENT)


def uploaded(to: Report, content: bytes, **given: Any) -> ReportVersion:
    """A version that came in and waits to be checked."""
    name = given.pop("filename", "soc2.pdf")
    document = Document([content], name, **given)
    return upload(to, document, max_bytes=MIB, actor="manager@example.com", now=MOMENT)


def checked(version: ReportVersion) -> ReportVersion:
    """The version after a worker has checked it."""
    check_upload(version.pk, clock=now, lease=LEASE)
    return ReportVersion.objects.select_related("report").get(pk=version.pk)


def published(to: Report, *pages: str, **given: Any) -> ReportVersion:
    """A version with these words, handed out."""
    return checked(uploaded(to, pdf(*pages), is_to_be_published=True, **given))
