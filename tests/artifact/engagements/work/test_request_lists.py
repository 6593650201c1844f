"""Request lists out and in: nothing is lost, nothing runs in a spreadsheet, all rows or none."""

import csv
import zipfile
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from artifact.engagements.requests import AuditRequest, RequestEvent
from tests.artifact.engagements.work.asked import asked, hand_in, judge
from tests.artifact.engagements.work.desks import Desk

pytestmark = pytest.mark.django_db

HOSTILE = '=HYPERLINK("http://evil.example","x")'
KINDS = ("csv", "xlsx")


def exported(desk: Desk, kind: str) -> bytes:
    """The list as the auditor downloads it."""
    return b"".join(desk.audit.get(desk.path(f"requests/list.{kind}")))


def imported(desk: Desk, content: bytes, name: str = "list") -> Any:
    """Post the import form."""
    return desk.audit.post(
        desk.path("requests/import/"), {"file": SimpleUploadedFile(name, content)}
    )


def book(*rows: list[Any]) -> bytes:
    """A workbook as people write it."""
    made, written = Workbook(), BytesIO()
    for row in rows:
        made.worksheets[0].append(row)
    made.save(written)
    return written.getvalue()


def awkward(desk: Desk) -> None:
    """Requests with all that a table can get wrong."""
    asked(desk, title=HOSTILE, description='Lines\r\nand "quotes", commas; semicolons\tand tabs')
    asked(desk, title="'already quoted", references="ROC-1; ROC-2\n-3.4.1\n@x")
    asked(desk, title="#N/A", description="+49 30 1234, 支払い, _x000D_")
    asked(
        desk,
        title="007",
        owner=desk.inside.email.upper(),
        due_on="2026-12-01",
        period_start="2026-01-01",
        period_end="2026-03-31",
    )
    hand_in(desk, AuditRequest.objects.get(number=1))
    judge(desk, AuditRequest.objects.get(number=1), accept=True)


@pytest.mark.parametrize("kind", KINDS)
def test_our_own_export_comes_back_and_changes_nothing(desk: Desk, kind: str) -> None:
    awkward(desk)
    desk.inside.is_active = False
    desk.inside.save()
    before = list(AuditRequest.objects.order_by("pk").values())
    events = RequestEvent.objects.count()

    response = imported(desk, exported(desk, kind))

    assert response.status_code == 302, response.content.decode()
    assert list(AuditRequest.objects.order_by("pk").values()) == before
    assert RequestEvent.objects.count() == events


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_list_is_the_same_bytes(desk: Desk, kind: str) -> None:
    awkward(desk)

    assert exported(desk, kind) == exported(desk, kind)


def test_no_cell_of_the_csv_begins_as_a_formula(desk: Desk) -> None:
    awkward(desk)

    rows = list(csv.reader(StringIO(exported(desk, "csv").decode("utf-8-sig"))))

    assert rows[1][1] == f"'{HOSTILE}"
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_every_cell_of_the_workbook_is_text(desk: Desk) -> None:
    awkward(desk)

    sheet = load_workbook(BytesIO(exported(desk, "xlsx"))).worksheets[0]

    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in sheet["B"]][4] == "007"


def test_rows_add_and_change_and_days_come_in_many_forms(desk: Desk) -> None:
    asked(desk, title="Key register", description="Stays as it is.")
    content = book(
        ["number", "TITLE", "Due", "References"],
        [1, "Register of all keys", datetime(2026, 12, 1), "A; B"],  # noqa: DTZ001 -- as in a cell
        [None, "Second", date(2026, 12, 2), None],
        ["", "Third", "3.12.2026", ""],
        ["R-9", "Ninth", "4 Dec 2026", ""],
        [None, None, None, None],
    )

    imported(desk, content)

    found = {one.number: one for one in AuditRequest.objects.all()}
    assert {number: (one.title, str(one.due_on)) for number, one in found.items()} == {
        1: ("Register of all keys", "2026-12-01"),
        9: ("Ninth", "2026-12-04"),
        10: ("Second", "2026-12-02"),
        11: ("Third", "2026-12-03"),
    }
    assert found[1].description == "Stays as it is."
    assert found[1].references == ["A", "B"]


def test_the_same_file_twice_adds_nothing(desk: Desk) -> None:
    content = b"Title,Due\nOne,2026-12-01\nTwo,\n"

    imported(desk, content)
    imported(desk, content)

    assert AuditRequest.objects.count() == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_spreadsheets_csv_is_read(desk: Desk, encoding: str, delimiter: str) -> None:
    text = f'Number{delimiter}Title\r\n{delimiter}"Schlüssel – ""Größe"""\r\n'

    imported(desk, text.encode(encoding))

    assert AuditRequest.objects.get().title == 'Schlüssel – "Größe"'


def test_all_that_is_wrong_is_said_with_its_row_and_nothing_is_taken(desk: Desk) -> None:
    asked(desk, title="There")
    content = (
        b"Number,Title,Owner,Due\n"
        b"1,Changed,,\n"
        b",Good,,2026-12-01\n"
        b",,,\n"
        b"x,Bad number,,\n"
        b",No such owner,nobody@example.com,\n"
        b",Which day,,03/04/2026\n"
        b"1,Twice,,\n"
    )

    page = imported(desk, content).content.decode()

    for told in (
        "Row 5: &#x27;x&#x27; is no number of a request.",
        "Row 6: Nobody inside has the address &#x27;nobody@example.com&#x27;.",
        "Row 7: Due: &#x27;03/04/2026&#x27; is no day that is sure",
        "Row 8: Number 1 stands there twice.",
    ):
        assert told in page
    assert [one.title for one in AuditRequest.objects.all()] == ["There"]


def test_a_change_of_what_is_accepted_takes_the_whole_file_back(desk: Desk) -> None:
    request = asked(desk)
    hand_in(desk, request)
    judge(desk, request, accept=True)

    page = imported(desk, b"Number,Title\n,New\n1,Other words\n").content.decode()

    assert "Row 3: Request 1 is accepted" in page
    assert AuditRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"Name,Day\nx,y\n", "Unknown columns: Name, Day"),
        (b"Owner\nx\n", "missing: Title"),
        (b"Title,Title\nx,y\n", "stands there twice"),
        (b"", "empty"),
        (b'Title\n"open', "The CSV is broken"),
        (b"\x00\x01\x02", "neither CSV"),
        (b"PK\x03\x04nothing", "workbook is damaged"),
        (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MiB"),
    ],
)
def test_what_is_no_list_is_refused(desk: Desk, content: bytes, why: str) -> None:
    assert why in imported(desk, content).content.decode()


def test_a_workbook_that_is_no_workbook_is_refused(desk: Desk) -> None:
    packed = BytesIO()

    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 60 * 1024 * 1024)

    assert "unpacks to more than 50 MiB" in imported(desk, packed.getvalue()).content.decode()
