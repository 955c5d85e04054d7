"""What the wall shows of an item, page by page: letters stay large, and nothing scrolls.

What does not fit stands on the next page, which the facilitator turns to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from bot.web.charts import Chart, Row
from bot.web.projector import fitting
from bot.web.projector.fitting import (
    GAP,
    LEADING,
    ROOM,
    TEXT,
    WIDTH,
    WallRoom,
    excerpt,
    height,
    lines,
    pages,
)
from bot.web.projector.themes import WallTheme
from sessions.items.casus import Casus

INTRO = TEXT * LEADING + GAP
"""One line under the question, and the space under it."""

NARROW, WIDE = 33.6, 54.0
"""The names of options beside their bars: short ones, and long ones."""

SHORT = 25
"""Letters in a name that counts as short."""

LABEL_LINES = 3
PAIR = 5.5
"""Two bars above each other."""

MOST_VALUES = 21
"""Values of a scale beside each other."""

THIRD = 28.6
OTHER = 140
THEME_COLUMNS = 3
THEME_LABEL, THEME_QUOTE = 48, 110
GLASSES = 22.0
CELLS = {1: 66.0, 2: 33.0}
CELL = {1: 180, 2: 90}
"""The width of a cell of the casus table, and the letters in it, by the number of columns."""

ASK = 90
MOST_COLUMNS = 2
PARTIES = 66.0
DENSE_TABLE = 2.1
"""The size of text in a table with many words."""

FULL = 60
"""Letters in one cell from which on a table counts as one with many words."""

SQUARE = 3.2
"""How much lower the foot is without the QR code, which stands on the first page."""

OPTION, LARGE_OPTION = 2.7, 3.4
OPTIONS = 40.0
ONE_COLUMN = 5
LARGER = 1.25
"""How much larger bars and their names are where they fill only a part of the wall."""


@dataclass(frozen=True, slots=True)
class Glasses:
    """A part of the casus table: steps beside each other, perspectives under each other."""

    asks: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    dense: bool = False


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of the wall; what a kind of item does not have stays empty."""

    rows: tuple[Row, ...] = ()
    others: tuple[str, ...] = ()
    columns: tuple[tuple[dict[str, Any], ...], ...] = ()
    dense: int = 0
    themes: tuple[WallTheme, ...] = ()
    glasses: Glasses | None = None
    parties: tuple[tuple[str, tuple[dict[str, Any], ...]], ...] = ()
    told: str = ""
    options: tuple[str, ...] = ()
    large: bool = False


def is_wide(chart: Chart) -> bool:
    """Whether the names of the options need more of the line than the bars do."""
    return any(len(row.label) > SHORT for row in chart.rows)


def of_poll(chart: Chart, others: Sequence[str], room: WallRoom) -> list[Leaf]:
    """The bars, and after them what people wrote that is no option, once approved."""
    if chart.means:
        return _of_scale(chart) + [
            Leaf(others=part)
            for part in pages(_cut(others), _other, WallRoom(room.later, room.later))
            if part
        ]
    width = WIDE if is_wide(chart) else NARROW
    limit = LABEL_LINES * fitting.line_of(width)
    pair = PAIR if len(chart.rounds) > 1 else TEXT

    def cost(thing: Row | str) -> float:
        if isinstance(thing, str):
            return _other(thing)
        return max(pair, lines(thing.label, width) * TEXT * 1.15) + 0.9

    under = room.without(INTRO)
    rows: list[Row | str] = [replace(row, label=excerpt(row.label, limit)) for row in chart.rows]
    made = [
        Leaf(
            rows=tuple(t for t in page if isinstance(t, Row)),
            others=tuple(t for t in page if isinstance(t, str)),
        )
        for page in pages(rows + _cut(others), cost, under)
    ]
    large = len(made) == 1 and not others and sum(map(cost, rows)) * LARGER <= under.first
    return [replace(leaf, large=large) for leaf in made]


def _cut(others: Sequence[str]) -> list[Any]:
    return [excerpt(text, OTHER) for text in others]


def _other(text: str) -> float:
    return height(text) + 0.6


def _of_scale(chart: Chart) -> list[Leaf]:
    """Of a long scale only the values that were given, and its ends."""
    ends = (chart.rows[0], chart.rows[-1]) if chart.rows else ()
    given = tuple(r for r in chart.rows if r in ends or any(b.width for b in r.bars))
    rows = chart.rows if len(chart.rows) <= MOST_VALUES else given
    values = WallRoom(MOST_VALUES, MOST_VALUES)
    return [Leaf(rows=page) for page in pages(rows, lambda _: 1, values)]


def of_themes(themes: Sequence[WallTheme], room: WallRoom) -> list[Leaf]:
    """Three themes beside each other, with as many quotes under each as fit."""
    under = room.without(INTRO)
    shown = [_theme(theme, under.on(n, THEME_COLUMNS)) for n, theme in enumerate(themes)]
    return [
        Leaf(themes=tuple(shown[n : n + THEME_COLUMNS]))
        for n in range(0, len(shown), THEME_COLUMNS)
    ]


def _theme(theme: WallTheme, room: float) -> WallTheme:
    label = excerpt(theme.label, THEME_LABEL)
    room -= lines(label, THIRD, OPTION, fitting.BOLD) * OPTION * 1.15 + 6.0
    quotes = list[dict[str, Any]]()
    for quote in theme.quotes:
        words = excerpt(quote["text"], THEME_QUOTE)
        room -= height(f"‘{words}’", THIRD) + 2.6 * bool(quote["kind"]) + 0.8
        if room < 0:
            break
        quotes.append({**quote, "text": words})
    return replace(theme, label=label, quotes=tuple(quotes))


def of_casus(casus: Casus, results: Mapping[str, Any], room: WallRoom) -> list[Leaf]:
    """Two steps beside each other: those through glasses, then those of organisations."""
    through = {n for n, s in enumerate(casus.steps, 1) if s.viewpoint == "glasses"}
    steps = sorted(results["steps"], key=lambda s: (s["step"] not in through, s["step"]))
    held = [s for s in steps if s["by_perspective"]]
    found = list[Leaf]()
    for _, same in groupby(held, key=lambda s: s["step"] in through):
        group = list(same)
        for n in range(0, len(group), MOST_COLUMNS):
            left = WallRoom(room.later, room.later) if found else room
            left = left.without(INTRO if results["actions"] else 0)
            found += _compared(group[n : n + MOST_COLUMNS], left)
    return found or [Leaf(glasses=Glasses((), ()))]


def _compared(steps: Sequence[Mapping[str, Any]], room: WallRoom) -> list[Leaf]:
    """These steps beside each other, in as many pages as their perspectives need."""
    width, limit = CELLS[len(steps)], CELL[len(steps)]
    asks = tuple(excerpt(step["ask"], ASK * (3 - len(steps))) for step in steps)
    names = dict.fromkeys(name for step in steps for name in step["by_perspective"])
    rows = [
        (name, tuple(_first(step["by_perspective"].get(name, []), limit) for step in steps))
        for name in names
    ]

    dense = max(len(text) for _, cells in rows for text, _ in cells) > FULL
    size = DENSE_TABLE if dense else TEXT

    def cost(row: tuple[str, tuple[tuple[str, int], ...]]) -> float:
        name, cells = row
        most = max(lines(text + "en nog 9" * bool(more), width, size) for text, more in cells)
        return max(most * size, lines(name, GLASSES, size, fitting.BOLD) * size) * 1.2 + 1.3

    head = max(lines(ask, width, 2.0) for ask in asks) * 2.4 + 1.3
    return [
        Leaf(glasses=Glasses(asks, page, dense)) for page in pages(rows, cost, room.without(head))
    ]


def _first(texts: Sequence[Mapping[str, Any]], limit: int) -> tuple[str, int]:
    """The text that stands for a perspective, a pinned one if there is one, and how many more."""
    best = next((t for t in texts if t["pinned"]), texts[0] if texts else None)
    return (excerpt(best["text"], limit), len(texts) - 1) if best else ("", 0)


def of_proposal(results: Mapping[str, Any], room: WallRoom) -> list[Leaf]:
    """Who stands where; a party goes to the next page as a whole."""
    every = [(stand, one) for stand, some in results["positions"].items() for one in some]

    def cost(position: tuple[str, dict[str, Any]]) -> float:
        first = position[1] is results["positions"][position[0]][0]
        letters = len(position[1]["organisation"]) + len(position[1]["reservation"]) + 5
        return letters / fitting.line_of(PARTIES, DENSE_TABLE) * DENSE_TABLE * 1.2 + (
            3.0 if first else 0
        )

    silent = height(", ".join(results["silent"])[:200]) + GAP if results["silent"] else 0
    return [
        Leaf(
            parties=tuple(
                (stand, tuple(one for _, one in some))
                for stand, some in groupby(page, key=lambda position: position[0])
            )
        )
        for page in fitting.filled(every, cost, room.without(INTRO + silent))
    ]


def of_asking(told: str, options: Sequence[str], room: WallRoom) -> list[Leaf]:
    """The text and, where all of them fit under it, the options; else those are on the phones."""
    parts = fitting.sheets(told, *(_letters(each) for each in room))
    left = room.first - (height(told) + GAP if told else 0)
    fits = len(parts) == 1 and bool(options) and _options(options) <= left
    large = fits and not told and _options(options, LARGE_OPTION) <= left
    return [Leaf(told=part, options=tuple(options) if fits else (), large=large) for part in parts]


def _letters(room: float) -> int:
    """How many letters of text fit on a page."""
    return fitting.line_of(WIDTH) * max(2, int(room / (TEXT * LEADING)))


def _options(options: Sequence[str], size: float = OPTION) -> float:
    """How high the options are; more than five stand in two columns."""
    single = len(options) <= ONE_COLUMN
    width = WIDTH - 4 if single else OPTIONS
    heights = [lines(option, width, size) * size * 1.2 + 1 for option in options]
    half = (len(heights) + 1) // 2
    return sum(heights) if single else max(sum(heights[:half]), sum(heights[half:]))


def room_under(title: str, message: str) -> WallRoom:
    """What is left of the wall under the question, and a message if there is one."""
    notice = height(message, WIDTH - 5) + 2.2 + GAP if message else 0
    first, later = ROOM - fitting.title_height(title), ROOM + SQUARE - fitting.REMINDER_HEIGHT
    return WallRoom(first, later).without(notice)
