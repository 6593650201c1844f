"""A copy that has turned up leads to who took it."""

import logging
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from pypdf import PdfReader, PdfWriter

from artifact.library.download import download
from artifact.library.models import Download
from artifact.users.caller import Caller, Channel
from compliance.models import Entry
from tests.artifact import factories
from tests.artifact.conftest import SignIn

pytestmark = pytest.mark.django_db
UNKNOWN = "copy-zzzzzzzzzzzzzzzz"


@pytest.fixture
def copy() -> bytes:
    """What somebody took."""
    version = factories.version(factories.series(factories.Scope([factories.account()])))
    person = factories.user("customer", "leaky@example.com", name="Żółć")
    factories.grant(person)
    handed = download(version.pk, caller=Caller(person, Channel.AWS), now=factories.MOMENT)
    with handed.file:
        return handed.file.read()


def traced(sought: str) -> str:
    """What the command says."""
    said = StringIO()
    call_command("trace_copy", sought, stdout=said)
    return said.getvalue()


def saved_again(content: bytes) -> bytes:
    """Another program's file of the same pages, without the metadata."""
    writer = PdfWriter()
    for page in PdfReader(BytesIO(content)).pages:
        writer.add_page(page)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def without_pages(content: bytes) -> bytes:
    """The same metadata over other pages."""
    made = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.add_blank_page()
        del pdf.pages[0]
        pdf.save(made)
    return made.getvalue()


def test_an_id_leads_to_the_person(copy: bytes) -> None:
    row = Download.objects.get()

    said = traced(f"  {row.copy_id}".upper())

    for known in ("leaky@example.com", "AWS Artifact protocol", str(row.version), row.sha256):
        assert known in said


@pytest.mark.parametrize(
    ("change", "clue"),
    [
        (bytes, "the very file"),
        (saved_again, "a copy id within the file"),
        (without_pages, "a copy id within the file"),
        (lambda content: b"%PDF-1.7 rubbish " + content[50:], "a copy id within the file"),
        (lambda _: Download.objects.get().copy_id.encode(), "a copy id within the file"),  # type: ignore[union-attr]  # it has one
    ],
    ids=["untouched", "pages alone", "metadata alone", "damaged", "text alone"],
)
def test_a_file_leads_to_the_person(copy: bytes, change: Any, clue: str, tmp_path: Path) -> None:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    file = tmp_path / "leak.pdf"
    file.write_bytes(change(copy))

    said = traced(str(file))

    assert f"Recognised by {clue}." in said
    assert "leaky@example.com" in said


def test_each_look_up_is_in_the_ledger(copy: bytes, as_: SignIn) -> None:
    row = Download.objects.get()
    client = as_(factories.user("compliance_manager", "manager@example.com"))

    client.post("/copies/", {"copy_id": row.copy_id})
    client.post("/copies/", {"copy_id": UNKNOWN})

    hit, miss = Entry.objects.filter(action="copy.traced").order_by("pk")
    assert (hit.actor, hit.subject) == ("manager@example.com", f"copy:{row.copy_id}")
    assert hit.details["downloads"] == [row.pk]
    assert (miss.details["found"], miss.details["unknown"]) == ([], [UNKNOWN])


def test_the_page_says_whose_it_is(copy: bytes, as_: SignIn) -> None:
    upload = SimpleUploadedFile("leak.pdf", copy)

    page = as_("compliance_manager").post("/copies/", {"file": upload}).content.decode()

    for known in ("leaky@example.com", "Żółć", "none was asked for", "the very file"):
        assert known in page


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "one of them"),
        ({"copy_id": "x", "file": SimpleUploadedFile("a", b"x")}, "one of them"),
        ({"copy_id": "1234"}, "16 letters and digits"),
        ({"copy_id": UNKNOWN}, "does not belong to any copy"),
        ({"file": SimpleUploadedFile("a.png", b"\x89PNG")}, "no copy id is left in it"),
    ],
)
def test_what_leads_nowhere_says_so(as_: SignIn, form: dict[str, Any], said: str) -> None:
    page = as_("administrator").post("/copies/", form)

    assert (page.status_code, said in page.content.decode()) == (200, True)


def test_the_command_ends_with_3_where_nothing_is_known() -> None:
    with pytest.raises(SystemExit) as ended:
        traced(UNKNOWN)
    assert ended.value.code == 3
    with pytest.raises(CommandError, match="16 letters and digits"):
        traced("no-such-file.pdf")
