"""A sheet: rows of plain values under columns that say what they hold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from exports.phrasing import on_the_wall
from sessions.catalogue import Words
from sessions.items.item import told

Cell = str | int | float | bool | datetime | None


class Kind(StrEnum):
    """What a column holds, in the words of a data package."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATETIME = "datetime"


KINDS: Mapping[str, Kind] = (
    dict.fromkeys(
        (
            "concerned", "contributions", "count", "item", "number", "people", "position",
            "recognised", "revision", "round", "step", "table", "value",
        ),
        Kind.INTEGER,
    )
    | dict.fromkeys(("score", "share"), Kind.NUMBER)
    | dict.fromkeys(
        (
            "counts", "hidden", "quotable", "by_a_person", "corrects", "everywhere", "withdrawn",
        ),
        Kind.BOOLEAN,
    )
    | dict.fromkeys(
        ("at", "opened_at", "closed_at", "joined_at", "left_at", "undone_at"), Kind.DATETIME
    )
)  # fmt: skip
"""Columns that hold no text."""


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is for programs and never changes; `title` and `means` are for people."""

    name: str
    kind: Kind
    title: str
    means: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """`name` is for files, `title` for the tab of a spreadsheet."""

    name: str
    title: str
    means: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def column(name: str, words: Words) -> Column:
    kind = KINDS.get(name, Kind.STRING)
    return Column(name, kind, words(f"column.{name}"), words(f"column.{name}.means"))


def sheet(
    name: str, words: Words, columns: Iterable[Column], rows: Iterable[Mapping[str, Any]]
) -> Sheet:
    """A sheet of rows that know their columns by name."""
    named = tuple(columns)
    return Sheet(
        name=name,
        title=words(f"sheet.{name}"),
        means=words(f"sheet.{name}.means"),
        columns=named,
        rows=tuple(tuple(plain(row.get(each.name)) for each in named) for row in rows),
    )


def plain(value: Any) -> Cell:
    """Typed words without what no file can hold; moments as the clock of the hall had them."""
    if isinstance(value, str):
        return told(value)
    if isinstance(value, datetime):
        return on_the_wall(value).replace(tzinfo=None, microsecond=0)
    if isinstance(value, list | tuple):
        return "; ".join(told(str(each)) for each in value)
    assert value is None or isinstance(value, int | float)
    return value
