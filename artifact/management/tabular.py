"""Rows on standard output: a table, JSON lines, or CSV that no spreadsheet takes for formulas."""

import csv
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from artifact.spreadsheet_text import csv_cell

Row = Mapping[str, Any]


def write_json(rows: Iterable[Row], out: Any) -> None:
    """One object a line."""
    for row in rows:
        out.write(json.dumps(row, ensure_ascii=False))


def write_csv(rows: Iterable[Row], out: Any, columns: Sequence[str]) -> None:
    """The columns, with their names in the first line."""
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows({name: csv_cell(cell) for name, cell in row.items()} for row in rows)


def write_table(rows: Iterable[Row], out: Any, columns: Sequence[str]) -> None:
    """The columns aligned; the last is as wide as it is."""
    lines = [tuple(columns), *(tuple(str(row[name]) for name in columns) for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(columns) - 1)]
    for line in lines:
        out.write("  ".join((*_padded(line, widths), line[-1])))


def _padded(line: Iterable[str], widths: Iterable[int]) -> Iterator[str]:
    return (text.ljust(width) for text, width in zip(line, widths, strict=False))


def unless_closed(write: Callable[[], None], out: Any) -> None:
    """Write, and stop without a word where whoever read has seen enough (`| head`)."""
    try:
        write()
        out.flush()
    except BrokenPipeError:
        # Nothing is left to be flushed at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
