"""Sheets as an Excel workbook, in which nothing that was typed is a formula or a link."""

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from exports.tables.sheet import Column, Kind, Sheet

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]  # its types are a package of their own

NOTHING_LIVE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDE = 60
"""Characters in a column of long texts; other columns are as wide as what is in them."""
FEW = 9
TAB = 31
"""Characters that Excel allows in the name of a sheet."""


def workbook(sheets: Iterable[Sheet], made_at: datetime) -> bytes:
    """The same sheets and moment give the same bytes."""
    import pandas as pd  # only when data are made: it takes half a second

    target = BytesIO()
    with pd.ExcelWriter(
        target, engine="xlsxwriter", engine_kwargs={"options": NOTHING_LIVE}
    ) as writer:
        moment = made_at.astimezone(UTC).replace(tzinfo=None)
        writer.book.set_properties({"created": moment, "author": "Samenspel"})
        for sheet in sheets:
            _write(writer, sheet)
    return target.getvalue()


def _write(writer: "pd.ExcelWriter[Any]", sheet: Sheet) -> None:
    import pandas as pd

    book, name = writer.book, sheet.title[:TAB]
    frame = pd.DataFrame(sheet.rows, columns=[c.title for c in sheet.columns], dtype=object)
    frame.to_excel(writer, sheet_name=name, index=False, header=False, startrow=1)
    page = writer.sheets[name]
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})
    for place, column in enumerate(sheet.columns):
        page.write_string(0, place, column.title, head)
        page.set_column(place, place, _width(sheet, place), _format(book, column))
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)


def _format(book: Any, column: Column) -> Any:
    looks: dict[str, Any] = {"text_wrap": True, "valign": "top"}
    if column.kind is Kind.DATETIME:
        looks["num_format"] = "d-m-yyyy hh:mm"
    return book.add_format(looks)


def _width(sheet: Sheet, place: int) -> int:
    """As wide as the longest text in the first rows, between bounds."""
    if sheet.columns[place].kind is Kind.DATETIME:
        return 16
    texts = [sheet.columns[place].title[:20], *(str(row[place] or "") for row in sheet.rows[:200])]
    return min(max(max(map(len, texts)) + 2, FEW), WIDE)
