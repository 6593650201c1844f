"""Cells that no spreadsheet takes for a formula, whatever somebody named a resource."""

import re

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# What XML has no way to write, a workbook cannot hold.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def csv_cell(cell: object) -> object:
    """The cell with a mark before it that makes a spreadsheet read it as text."""
    is_formula = isinstance(cell, str) and cell.startswith(FORMULA_STARTS)
    return f"'{cell}" if is_formula else cell


def workbook_text(text: str) -> str:
    """The text as a cell of a workbook can hold it; what is typed as text is no formula there."""
    return UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)
