"""Read a request list from CSV or XLSX, as spreadsheets of every kind write them."""

import codecs
import csv
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO, StringIO

from openpyxl import load_workbook

from artifact.engagements.request_table import COLUMNS, REQUIRED, unguarded

LARGEST_BYTES = 5 * 1024 * 1024
LARGEST_UNPACKED = 50 * 1024 * 1024
MOST_ROWS = 2000
ZIP_START = b"PK\x03\x04"
DAY_FORMS = ("%Y-%m-%d", "%d.%m.%Y", "%d %b %Y", "%d %B %Y", "%d-%b-%Y")
BYTE_ORDERS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
Row = tuple[int, dict[str, object]]


class TableUnreadable(Exception):
    """The file is no request list; the message says what to do."""


def read_requests(content: bytes) -> list[Row]:
    """Each row that is not empty, with its number in the file and its cells by column.

    :raises TableUnreadable: it is no CSV or XLSX, too large, or columns are missing or unknown.
    """
    if len(content) > LARGEST_BYTES:
        raise TableUnreadable(f"The file is larger than {LARGEST_BYTES // 2**20} MiB. Split it.")
    lines = _sheet(content) if content.startswith(ZIP_START) else _csv(content)
    numbered = enumerate(lines, start=1)
    _, heading = next(numbered, (0, ()))
    columns = _columns(heading)
    found = []
    for number, cells in numbered:
        row = {name: _cell(value) for name, value in zip(columns, cells, strict=False)}
        if any(row.values()):
            found.append((number, row))
        if len(found) > MOST_ROWS:
            raise TableUnreadable(f"The file has more than {MOST_ROWS:,} rows. Split it.")
    return found


def day_of(value: object) -> date | None:
    """The day that a cell means.

    :raises ValueError: it could mean another one, or none.
    """
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    text = str(value or "").strip()
    if not text:
        return None
    for form in DAY_FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 -- a day has no zone
        except ValueError:
            continue
    raise ValueError(f"'{text}' is no day that is sure; write it as 2026-03-31.")


def _columns(heading: Sequence[object]) -> list[str]:
    known = {name.casefold(): name for name in COLUMNS}
    given = [str(_cell(one) or "").strip() for one in heading]
    while given and not given[-1]:
        given.pop()
    if strange := [one for one in given if one.casefold() not in known]:
        raise TableUnreadable(
            f"Unknown columns: {', '.join(strange)[:200]}. Known are: {', '.join(COLUMNS)}."
        )
    columns = [known[one.casefold()] for one in given]
    if missing := [one for one in REQUIRED if one not in columns]:
        raise TableUnreadable(f"The first row must name the columns; missing: {missing[0]}.")
    if len(set(columns)) < len(columns):
        raise TableUnreadable("A column stands there twice.")
    return columns


def _cell(value: object) -> object:
    if isinstance(value, str):
        return unguarded(value.strip(" "))
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _csv(content: bytes) -> Iterator[Sequence[object]]:
    text = _decoded(content)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise TableUnreadable(f"The CSV is broken: {error}.") from error


def _decoded(content: bytes) -> str:
    """UTF-8 or UTF-16; else as Windows writes western languages, which takes nearly any bytes."""
    encoding = next((name for mark, name in BYTE_ORDERS if content.startswith(mark)), "utf-8")
    for one in (encoding, "cp1252"):
        try:
            text = content.decode(one)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise TableUnreadable("The file is neither CSV (UTF-8, UTF-16 or Windows-1252) nor XLSX.")


def _sheet(content: bytes) -> Iterator[Sequence[object]]:
    """The rows of the first sheet; formulas as what they last came to."""
    _refuse_bomb(content)
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        first = book.worksheets[0]
        yield from first.iter_rows(values_only=True, max_col=len(COLUMNS) * 2)
        book.close()
    except Exception as error:
        # Whatever openpyxl stumbles over in a hostile or broken file is the file's fault.
        raise TableUnreadable(
            f"The workbook cannot be read ({type(error).__name__}). Save it anew as XLSX."
        ) from error


def _refuse_bomb(content: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            unpacked = sum(one.file_size for one in archive.infolist())
    except zipfile.BadZipFile as error:
        raise TableUnreadable("The workbook is damaged. Save it anew as XLSX.") from error
    if unpacked > LARGEST_UNPACKED:
        raise TableUnreadable(
            f"The workbook unpacks to more than {LARGEST_UNPACKED // 2**20} MiB. Split it."
        )
