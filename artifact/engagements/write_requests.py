"""Write the request list as CSV or XLSX; the same list gives the same bytes."""

import csv
import re
import zipfile
from collections.abc import Iterable
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from artifact.engagements.request_table import COLUMNS, rows
from artifact.engagements.requests import AuditRequest

CSV, XLSX = "csv", "xlsx"
MEDIA_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WIDTHS = (9, 44, 70, 26, 30, 12, 13, 13, 11, 11)
EPOCH = (1980, 1, 1, 0, 0, 0)
WRITTEN = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def write_requests(requests: Iterable[AuditRequest], kind: str) -> bytes:
    """The file; the requests come from `listed()`."""
    table = rows(requests)
    return _csv(table) if kind == CSV else _xlsx(table)


def _csv(table: list[list[str]]) -> bytes:
    made = StringIO()
    csv.writer(made, lineterminator="\r\n").writerows([COLUMNS, *table])
    # With a byte order mark: without one, Excel takes UTF-8 for a Windows code page.
    return made.getvalue().encode("utf-8-sig")


def _xlsx(table: list[list[str]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None, "a new workbook has a sheet"  # noqa: S101 -- for the types alone
    sheet.title = "Requests"
    for row in [list(COLUMNS), *table]:
        sheet.append(row)
    for cells in sheet.iter_rows():
        for cell in cells:
            _as_text(cell)
    for place, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.cell(1, place).font = Font(bold=True)
    sheet.freeze_panes = "A2"
    made = BytesIO()
    book.save(made)
    return _without_clock(made)


def _as_text(cell: Cell | MergedCell) -> None:
    """Whatever it looks like, it is text: a number, a date and a formula too."""
    cell.data_type = "s"
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _without_clock(book: BytesIO) -> bytes:
    """The same workbook without the times at which it was made."""
    made = BytesIO()
    with zipfile.ZipFile(book) as given, zipfile.ZipFile(made, "w") as taken:
        for name in sorted(given.namelist()):
            content = given.read(name)
            if name == "docProps/core.xml":
                content = WRITTEN.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            taken.writestr(entry, content)
    return made.getvalue()
