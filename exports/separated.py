"""Sheets as CSV, with cells that a spreadsheet would run made safe."""

import csv
from datetime import datetime
from io import StringIO

from exports.tables.sheet import Cell, Sheet

LIVE = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula; a typed cell gets a quote before it."""


def separated(sheet: Sheet) -> bytes:
    """One line of names for programs, then the rows; UTF-8, as RFC 4180 has it."""
    target = StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow([column.name for column in sheet.columns])
    writer.writerows([_cell(value) for value in row] for row in sheet.rows)
    return target.getvalue().encode()


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str):
        return f"'{value}" if value.startswith(LIVE) else value
    return str(value)
