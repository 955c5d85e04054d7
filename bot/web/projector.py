"""The projector: what the hall sees, in letters that the back row can read, and never scrolls."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import segno
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.charts import Chart, Row, poll_chart
from bot.web.context import base_url
from bot.web.door import meeting_at
from bot.web.hurrying import hurry
from bot.web.rendering import page, render
from bot.web.views import hall
from bot.web.wall_themes import WallTheme, wall_themes
from bot.web.wording import LANGUAGES, Wording
from sessions.items.casus import Casus
from sessions.meeting import Scheduled
from sessions.record import Record

SCHEMES = {"licht", "donker"}

MOST_ROWS = {1: 8, 2: 5}
"""Options that fit, by the number of rounds shown; the others are on the phones."""

MOST_VALUES = 11
MOST_GLASSES = 6
MOST_COLUMNS = 2
LINES = 9
"""Lines of text under a question at the size that the back row reads."""

LINE = 62
"""Characters in such a line."""

TITLE_LINE = 45
LABEL_LINE = 24
"""Characters in a line of the title, and of the name of an option."""

BETWEEN = 1.5
"""Lines that the name of a kind and the space under a text take."""

CELL = 90
"""Characters in one cell of the casus table: three lines."""


@page
async def projector(request: Request) -> Response:
    record = await meeting_at(request, request.path_params["code"])
    chosen = request.query_params.get("taal", "")
    language = chosen if chosen in LANGUAGES else record.meeting.language
    scheme = request.query_params.get("schema", "")
    return render(
        request, "projector/page.html", language=language,
        scheme=scheme if scheme in SCHEMES else "",
        **screen(record, base_url(request), Wording(language)),
    )  # fmt: skip


def screen(record: Record, base: str, w: Wording) -> dict[str, Any]:
    """Everything on the wall now; the console shows the same in small."""
    seen = hall(record)
    shown = record.on_show
    results = seen["results"]
    return {
        "record": record,
        "meeting": record.meeting,
        "code": record.meeting.code,
        "shown": shown,
        "joined": seen["joined"],
        "answered": seen["answered"],
        "results": results,
        "stage": _stage(
            record, shown, bool(results and shown and (shown.revealed or seen["answered"]))
        ),
        "chart": cut(poll_chart(results, (), w), shown.item.title)
        if shown and results and results["kind"] == "poll"
        else None,
        "texts": fitting(results["texts"]) if results and results["kind"] == "question" else [],
        "themes": room_for(wall_themes(record, shown)) if results else (),
        "glasses": differences(shown, results) if results and results["kind"] == "casus" else None,
        "told": excerpt(shown.item.text, LINES * LINE) if shown else "",
        "tables_ready": tables_ready(record, shown) if shown else None,
        "hurry": hurry(record),
        "qr": qr(f"{base}/m/{record.meeting.code}"),
        "address": urlsplit(base).netloc,
    }


def _stage(record: Record, shown: Scheduled | None, has_results: bool) -> str:
    if record.meeting.closed_at:
        return "farewell"
    if shown is None:
        return "door"
    if not shown.item.asks:
        return "notice"
    if has_results:
        return "results"
    return "open" if shown.is_open else "closed"


def cut(chart: Chart, title: str) -> Chart:
    """As many rows as fit under the title; of a long scale only the values that were given."""
    if chart.means:
        ends = (chart.rows[0], chart.rows[-1])
        given = tuple(r for r in chart.rows if r in ends or any(b.width for b in r.bars))
        return chart if len(chart.rows) <= MOST_VALUES else replace(chart, rows=given)
    rounds = max(1, len(chart.rounds))
    room = LINES + 1 - len(title) // TITLE_LINE
    rows: list[Row] = []
    for row in chart.rows[: MOST_ROWS[rounds]]:
        label = excerpt(row.label, 2 * LABEL_LINE)
        room -= max(rounds, math.ceil(len(label) / LABEL_LINE))
        if room < 0:
            break
        rows.append(replace(row, label=label))
    return replace(chart, rows=tuple(rows))


def excerpt(text: str, limit: int) -> str:
    """The beginning of a text that is too long, cut at a word."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[:limit].rpartition(" ")[0] + " …"


def fitting(texts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The texts that fit on one screen in two columns, pinned ones first."""
    room, shown = 2.0 * LINES, list[dict[str, Any]]()
    for each in texts:
        words = excerpt(each["text"], 3 * LINE)
        room -= math.ceil(2 * len(words) / LINE) + BETWEEN
        if room < 0:
            break
        shown.append({**each, "text": words})
    return shown


def room_for(themes: Sequence[WallTheme]) -> tuple[WallTheme, ...]:
    """The themes that fit in two columns: a quote goes before a whole theme does."""
    room, kept = 2.0 * LINES, list[WallTheme]()
    spare = room - sum(map(_head, themes))
    for theme in themes:
        room -= _head(theme)
        if room < 0:
            break
        quotes = list[dict[str, Any]]()
        for quote in theme.quotes:
            words = excerpt(quote["text"], CELL)
            spare -= math.ceil(2 * len(words) / LINE) + bool(quote["kind"])
            if spare >= 0:
                quotes.append({**quote, "text": words})
        kept.append(replace(theme, label=excerpt(theme.label, LINE), quotes=tuple(quotes)))
    return tuple(kept)


def _head(theme: WallTheme) -> float:
    """Lines that the name and the number of a theme take, with the space under it."""
    return math.ceil(len(excerpt(theme.label, LINE)) / LABEL_LINE) + 1 + BETWEEN / 2


def differences(shown: Scheduled | None, results: Mapping[str, Any]) -> dict[str, Any]:
    """Perspectives under each other, the steps through glasses beside each other."""
    assert shown is not None
    assert isinstance(shown.item, Casus)
    through = [n for n, s in enumerate(shown.item.steps, 1) if s.viewpoint == "glasses"]
    steps = [s for s in results["steps"] if s["step"] in through] or results["steps"]
    columns = [s for s in steps if s["by_perspective"]][:MOST_COLUMNS]
    names = list(dict.fromkeys(name for s in columns for name in s["by_perspective"]))
    return {
        "asks": [s["ask"] for s in columns],
        "rows": [
            (name, [_first(s["by_perspective"].get(name, [])) for s in columns])
            for name in names[:MOST_GLASSES]
        ],
        "actions": len(results["actions"]),
    }


def _first(texts: list[dict[str, Any]]) -> tuple[str, int]:
    """The text that stands for a perspective, a pinned one if there is one, and how many more."""
    best = next((t for t in texts if t["pinned"]), texts[0] if texts else None)
    return (excerpt(best["text"], CELL), len(texts) - 1) if best else ("", 0)


def tables_ready(record: Record, shown: Scheduled) -> tuple[int, int] | None:
    """How many tables gave something in the step that is on, of how many with people."""
    if not isinstance(shown.item, Casus):
        return None
    seated = {p.table for p in record.present if p.table and p.left_at is None}
    gave = {c.table for c in record.given(shown.number) if c.answer.get("step") == shown.step}
    return (len(gave & seated), len(seated)) if seated else None


@lru_cache(maxsize=64)
def qr(url: str) -> Markup:
    """The QR code as SVG, black on white whatever the scheme."""
    code = segno.make(url, error="m", micro=False)
    return Markup(  # noqa: S704 -- made here of squares; the address in it is only drawn
        code.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None)
    )


ROUTES = [Route("/scherm/{code}", projector)]
