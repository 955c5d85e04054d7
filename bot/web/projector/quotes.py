"""Quotes on the wall: large where they are few, in small columns where they are many."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from bot.web.projector.fitting import (
    DENSE,
    LOOSE,
    WallRoom,
    excerpt,
    filled,
    height,
    line_of,
    wrapped,
)
from bot.web.projector.paging import INTRO, THIRD, Leaf

COLUMN = 44.0
COLUMNS = 2
QUOTE = 186
ROOMY_PAGES = 3
"""Pages of quotes that are turned in large letters; where there are more, they are DENSE."""

DENSE_COLUMNS = {2: 44.0, 3: THIRD}
"""The width of a column, by how many of them stand beside each other."""

DENSE_LEADING = 1.22
MARGIN = 2.0
"""WallRoom that stays empty under small letters, as they can hardly become smaller where a line was
not foreseen."""

RECOGNISED = 24
"""Letters that tell how many recognise a quote."""


def of_texts(texts: Sequence[dict[str, Any]], room: WallRoom) -> list[Leaf]:
    """Quotes in two columns, pinned ones first; smaller where large ones make many pages."""
    cut = [{**each, "text": excerpt(each["text"], QUOTE)} for each in texts]
    room = WallRoom(room.first - INTRO, room.later)
    roomy = _in_columns(filled(cut, _quote, room, COLUMNS), COLUMNS)
    return roomy if len(roomy) <= ROOMY_PAGES else _dense(cut, room.without(MARGIN))


def _dense(texts: Sequence[dict[str, Any]], room: WallRoom) -> list[Leaf]:
    """Small letters, in two or three columns: whichever makes the fewest pages."""
    made = list[list[Leaf]]()
    for beside, width in DENSE_COLUMNS.items():
        cost = partial(_dense_quote, width=width)
        columns = filled(texts, cost, room, beside)
        made.append([replace(leaf, dense=beside) for leaf in _in_columns(columns, beside)])
    return min(made, key=len)


def _in_columns(columns: Sequence[tuple[dict[str, Any], ...]], beside: int) -> list[Leaf]:
    return [Leaf(columns=tuple(columns[n : n + beside])) for n in range(0, len(columns), beside)]


def _quote(text: Mapping[str, Any]) -> float:
    under = bool(text["kind"] or text["recognised"])
    return height(f"‘{text['text']}’", COLUMN) + 2.6 * under + 1.4


def _dense_quote(text: Mapping[str, Any], width: float) -> float:
    """Who said it stands behind the words as a whole, not under them."""
    who = len(text["kind"]) + RECOGNISED * bool(text["recognised"])
    words = [*f"‘{text['text']}’".split(), *(["–" * (who + 2)] if who else [])]
    letters = line_of(width, DENSE) + LOOSE
    return wrapped(words, letters) * DENSE * DENSE_LEADING + 0.8
