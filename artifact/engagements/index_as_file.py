"""The evidence index as a file: CSV, or a workbook."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from artifact.engagements.evidence_index import COLUMNS
from artifact.spreadsheet_text import csv_cell, workbook_text

Row = Mapping[str, str | int]
TITLE = "Evidence index"


class _Line:
    """Gives back what the CSV writer writes."""

    def write(self, text: str) -> str:
        """The line itself."""
        return text


def as_csv(rows: Iterable[Row]) -> Iterator[str]:
    """Line by line, the names of the columns first."""
    writer = csv.DictWriter(_Line(), COLUMNS)
    yield writer.writeheader()
    for row in rows:
        yield writer.writerow({name: csv_cell(cell) for name, cell in row.items()})


def as_workbook(rows: Iterable[Row], *, at: datetime) -> IO[bytes]:
    """A temporary file, at its beginning; text stays text, also where it begins with `=`."""
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = at.replace(tzinfo=None)
    sheet = book.create_sheet(TITLE)
    sheet.freeze_panes = "A2"
    sheet.append(list(COLUMNS))
    for row in rows:
        sheet.append([_cell(sheet, row[name]) for name in COLUMNS])
    made = TemporaryFile()  # noqa: SIM115 -- whoever reads it closes it
    book.save(made)
    made.seek(0)
    return made


def _cell(sheet: WriteOnlyWorksheet, value: str | int) -> Cell:
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, workbook_text(value))
    cell.data_type = "s"
    return cell
