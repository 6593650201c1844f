"""Lists on a terminal, or as JSON for a program."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from rich.console import Console
from rich.table import Table

from artifactctl.plain import plain

WIDE = 240


class Format(StrEnum):
    """How a list is shown."""

    TEXT = "text"
    JSON = "json"


def show(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], form: Format) -> None:
    """Every row: the columns for people, all of it for programs."""
    if form is Format.JSON:
        json.dump(list(rows), sys.stdout, indent=1, ensure_ascii=False)
        sys.stdout.write("\n")
        return
    console = Console(soft_wrap=False)
    if not console.is_terminal:
        # A pipe has no width; nothing is cut off for it.
        console = Console(width=WIDE)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(name.replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(*(_cell(row[name]) for name in columns))
    console.print(table, markup=False)


def _cell(value: object) -> str:
    if isinstance(value, list):
        return plain(", ".join(str(one) for one in value))
    return "" if value is None else plain(str(value))
