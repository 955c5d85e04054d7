"""Sheets as an OpenDocument spreadsheet: texts are texts, and nothing is a formula."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from exports.tables.sheet import Cell, Column, Kind, Sheet
from exports.zipped import zipped

LOOKS = Path(__file__).parent / "templates" / "ods"
TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def spreadsheet(sheets: Iterable[Sheet], made_at: datetime, language: str) -> bytes:
    """The same sheets and moment give the same bytes."""
    parts = {path.name: path.read_text(encoding="utf-8") for path in LOOKS.glob("*.xml")}
    moment = made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    tables = "".join(part for sheet in sheets for part in _table(sheet))
    return zipped(
        {
            "mimetype": TYPE.encode(),
            "content.xml": parts["content.xml"].replace("<!-- tables -->", tables).encode(),
            "styles.xml": parts["styles.xml"].replace("$language$", language).encode(),
            "meta.xml": parts["meta.xml"].replace("$moment$", moment).encode(),
            "META-INF/manifest.xml": parts["manifest.xml"].encode(),
        }
    )


def _table(sheet: Sheet) -> Iterator[str]:
    yield f'<table:table table:name="{escape(sheet.title)}" table:style-name="Sheet">'
    for column in sheet.columns:
        yield f'<table:table-column table:style-name="{_width(column)}"/>'
    yield "<table:table-header-rows><table:table-row>"
    for column in sheet.columns:
        yield _text(column.title, "Head")
    yield "</table:table-row></table:table-header-rows>"
    for row in sheet.rows:
        cells = "".join(_cell(value) for value in row)
        yield f"<table:table-row>{cells}</table:table-row>"
    if not sheet.rows:
        empty = f'<table:table-cell table:number-columns-repeated="{len(sheet.columns)}"/>'
        yield f"<table:table-row>{empty}</table:table-row>"
    yield "</table:table>"


def _width(column: Column) -> str:
    if column.kind is Kind.STRING:
        return (
            "WideColumn"
            if column.name in {"text", "action", "because", "means", "reply", "question"}
            else "SomeColumn"
        )
    return "MomentColumn" if column.kind is Kind.DATETIME else "NarrowColumn"


def _cell(value: Cell) -> str:
    match value:
        case None | "":
            return "<table:table-cell/>"
        case bool():
            said = str(value).lower()
            return _typed("boolean", f'office:boolean-value="{said}"', said.upper())
        case int() | float():
            return _typed("float", f'office:value="{value}"', str(value))
        case datetime():
            said = value.isoformat()
            style = f'table:style-name="Moment" office:date-value="{said}"'
            return _typed("date", style, f"{value:%d-%m-%Y %H:%M}")
    return _text(value, "Text")


def _typed(kind: str, value: str, shown: str) -> str:
    cell = f'office:value-type="{kind}" {value}'
    return f"<table:table-cell {cell}><text:p>{shown}</text:p></table:table-cell>"


def _text(text: str, style: str) -> str:
    """A text, in a paragraph per line; runs of spaces would fold to one, which we accept."""
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="string">'
        f"{lines}</table:table-cell>"
    )
