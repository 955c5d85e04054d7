"""The sheet that explains the others: every column, what it holds and what it means."""

from collections.abc import Iterable

from exports.tables.sheet import Sheet, column, sheet
from sessions.catalogue import Words

COLUMNS = ("sheet", "column", "name", "type", "means")


def dictionary(sheets: Iterable[Sheet], words: Words) -> Sheet:
    """A sheet that explains every column of the others."""
    rows = (
        {
            "sheet": each.title,
            "column": found.title,
            "name": f"{each.name}.{found.name}",
            "type": words(f"type.{found.kind}"),
            "means": found.means,
        }
        for each in sheets
        for found in each.columns
    )
    return sheet("dictionary", words, (column(name, words) for name in COLUMNS), rows)
