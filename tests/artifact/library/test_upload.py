"""Documents come in: kept to the byte, checked at arm's length, refused with advice."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest

from artifact.library.media_type import KindUnknown, media_type_of
from artifact.library.models import Report, ReportVersion
from artifact.library.owed import owed_checks, owed_renderings
from artifact.library.period import Period
from artifact.library.read_pdf import PdfUnreadable, read_pdf
from artifact.library.upload import MIB, Document, UploadRefused, upload
from compliance.evidence.store import get
from compliance.models import Blob, Entry
from tests.artifact import factories
from tests.artifact.factories import MOMENT
from tests.artifact.library.documents import (
    archive,
    checked,
    pdf,
    series,
    swollen,
    uploaded,
)

pytestmark = pytest.mark.django_db
HOSTILE = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 9>>endobj "
    b"trailer<</Root 1 0 R>>"
)


def test_the_bytes_are_kept_as_they_came() -> None:
    content = pdf("one", "two")
    version = checked(uploaded(series(), content, filename="C:\\reports\\soc2.pdf"))

    assert get(str(version.original_id)) == content
    assert version.original_id == version.pdf_id == hashlib.sha256(content).hexdigest()
    assert (version.state, version.pages, version.publication) == ("complete", 2, "draft")
    assert (version.filename, version.media_type) == ("soc2.pdf", "application/pdf")
    assert "one" in version.text
    entry = Entry.objects.get(action="report.uploaded")
    assert entry.details["sha256"] == version.original_id


def test_what_it_is_called_does_not_matter() -> None:
    version = uploaded(series(), archive("xl/workbook.xml"), filename="really.pdf")

    assert version.media_type.endswith("spreadsheetml.sheet")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (pdf("x"), "application/pdf"),
        (b"\n\n" + pdf("x"), "application/pdf"),
        (archive("word/document.xml"), "wordprocessingml.document"),
        (archive("a.txt"), "application/zip"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0....", "image/jpeg"),
        ("Prüfbericht; 1\n".encode(), "text/plain"),
    ],
)
def test_the_kind_is_known_by_content(content: bytes, kind: str) -> None:
    assert media_type_of(content).endswith(kind)


@pytest.mark.parametrize("content", [b"MZ\x90\0", b"\xd0\xcf\x11\xe0", b"PK\x03\x04 cut off"])
def test_other_kinds_are_refused(content: bytes) -> None:
    with pytest.raises(KindUnknown):
        media_type_of(content)


def test_a_document_that_is_no_pdf_is_carried_by_a_page() -> None:
    content = archive("word/document.xml")
    version = checked(uploaded(series(), content, filename="Prüfung.docx"))

    assert version.state == "complete", version.error
    assert get(str(version.original_id)) == content
    carried = get(str(version.pdf_id))
    assert carried.startswith(b"%PDF-")
    with pikepdf.open(BytesIO(carried)) as opened:
        attached = opened.attachments["original/Prüfung.docx"]
        assert attached.get_file().read_bytes() == content


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "empty"), (b"MZ\x90\0", "kind of file"), (b"x" * (MIB + 1), "larger than 1 MiB")],
)
def test_what_cannot_be_taken_leaves_nothing(content: bytes, said: str) -> None:
    with pytest.raises(UploadRefused, match=said):
        uploaded(series(), content)

    assert not ReportVersion.objects.exists()
    assert not Blob.objects.exists()
    assert not Entry.objects.filter(action="report.uploaded").exists()


def test_what_is_too_large_is_not_read_to_its_end() -> None:
    read = []

    def endless() -> Iterator[bytes]:
        while True:
            read.append(1)
            yield b"x" * MIB

    with pytest.raises(UploadRefused):
        upload(series(), Document(endless(), "x"), max_bytes=3 * MIB, actor="m", now=MOMENT)
    assert len(read) == 4


@pytest.mark.parametrize(
    "period",
    [
        Period(MOMENT.date(), None),
        Period(MOMENT.date(), MOMENT.date().replace(year=2020)),
    ],
)
def test_a_period_that_cannot_be_is_refused(period: Period) -> None:
    with pytest.raises(UploadRefused, match="period"):
        uploaded(series(), pdf("x"), period=period)


def test_the_same_bytes_are_not_taken_twice() -> None:
    report = series()
    uploaded(report, pdf("x"))

    with pytest.raises(UploadRefused, match="version 1 already"):
        uploaded(report, pdf("x"))
    assert uploaded(series("Another"), pdf("x")).number == 1


def test_a_report_made_from_evidence_takes_no_uploads() -> None:
    report = factories.series(factories.Scope([factories.account()]))

    with pytest.raises(UploadRefused, match="made from evidence"):
        uploaded(report, pdf("x"))
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda: pdf("x", encryption=pikepdf.Encryption(user="u", owner="o")), "password"),
        (lambda: pdf("x")[:200], "damaged"),
        (lambda: HOSTILE, "PDF"),
        (pdf, "no page"),
        (lambda: swollen(160 * MIB), "unpacks to so much"),
    ],
    ids=["password", "cut off", "loops", "no page", "swollen"],
)
def test_a_pdf_that_cannot_be_used_fails_with_advice(made: Callable[[], bytes], said: str) -> None:
    content = made()
    version = checked(uploaded(series(), content, is_to_be_published=True))

    assert (version.state, version.publication) == ("failed", "draft")
    assert said in version.error
    assert "pload" in version.error
    assert get(str(version.original_id)) == content
    assert Entry.objects.filter(action="report.failed").count() == 1


def test_a_failed_document_can_be_uploaded_anew() -> None:
    report = series()
    checked(uploaded(report, pdf()))

    assert uploaded(report, pdf()).number == 2


def test_a_reader_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(PdfUnreadable):
        read_pdf(pdf("x"), seconds=0)


def test_a_second_worker_leaves_what_the_first_has_done() -> None:
    version = checked(uploaded(series(), pdf("x")))

    again = checked(version)

    assert again.attempt == version.attempt == 1
    assert Entry.objects.filter(action="report.checked").count() == 1


def test_a_check_that_a_dead_worker_left_is_owed_and_done() -> None:
    version = uploaded(series(), pdf("x"))
    ReportVersion.objects.update(state="running", attempt=1, lease_until=MOMENT)

    assert owed_renderings(hint_again_after=timedelta(0)) == []
    assert owed_checks(hint_again_after=timedelta(0)) == [version.pk]
    assert checked(version).state == "complete"


def test_a_document_that_kills_every_worker_is_given_up() -> None:
    version = uploaded(series(), pdf("x"))
    ReportVersion.objects.update(state="running", attempt=3, lease_until=MOMENT)

    assert "interrupted" in checked(version).error
