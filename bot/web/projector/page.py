"""The projector: what the hall sees, in letters that the back row can read, and never scrolls."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import segno
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.charts import poll_chart
from bot.web.context import base_url
from bot.web.phone.door import meeting_at
from bot.web.projector import paging
from bot.web.projector.fitting import GAP, LEADING, TEXT, WallRoom, excerpt, height, reminder
from bot.web.projector.hurrying import hurry
from bot.web.projector.paging import Leaf
from bot.web.projector.quotes import of_texts
from bot.web.projector.themes import wall_themes
from bot.web.rendering import page, render
from bot.web.schemes import SCHEMES, scheme_of
from bot.web.views import hall
from bot.web.wording import LANGUAGES, Wording
from sessions.items.casus import Casus
from sessions.items.poll import Choose, Poll
from sessions.meeting import Scheduled
from sessions.record import Record

MESSAGE = 140
"""Letters of a message to all that the wall shows; the phones have all of it."""

TITLES_OF_CASE = 140


@page
async def projector(request: Request) -> Response:
    record = await meeting_at(request, request.path_params["code"])
    chosen = request.query_params.get("taal", "")
    language = chosen if chosen in LANGUAGES else record.meeting.language
    scheme = request.query_params.get("schema", scheme_of(record.meeting.light))
    return render(
        request, "projector/page.html", language=language,
        scheme=scheme if scheme in SCHEMES else "",
        **screen(record, base_url(request), Wording(language)),
    )  # fmt: skip


def screen(record: Record, base: str, w: Wording) -> dict[str, Any]:
    """Everything on the wall now; the console shows the same in small."""
    seen = hall(record)
    shown, results = record.on_show, seen["results"]
    stage = _stage(record, shown, bool(results and shown and (shown.revealed or seen["answered"])))
    chart = poll_chart(results, (), w) if results and results["kind"] == "poll" else None
    leaves = _leaves(record, stage, results, w)
    leaf = min(max(record.meeting.leaf, 1), len(leaves))
    return {
        "record": record,
        "meeting": record.meeting,
        "code": record.meeting.code,
        "shown": shown,
        "joined": seen["joined"],
        "answered": seen["answered"],
        "results": results,
        "stage": stage,
        "title": _title(shown, stage),
        "reminder": reminder(_title(shown, stage)),
        "message": excerpt(record.meeting.message, MESSAGE) if stage != "farewell" else "",
        "chart": chart,
        "wide": bool(chart and paging.is_wide(chart)),
        "themes_n": sum(theme.n for theme in wall_themes(record, shown)) if results else 0,
        "leaf": leaf,
        "leaves": len(leaves),
        "on_leaf": leaves[leaf - 1],
        "tables_ready": tables_ready(record, shown) if shown else None,
        "hurry": hurry(record),
        "qr": qr(f"{base}/m/{record.meeting.code}"),
        "address": urlsplit(base).netloc,
    }


def _title(shown: Scheduled | None, stage: str) -> str:
    """What is asked, in the largest letters."""
    if shown is None:
        return ""
    if isinstance(shown.item, Casus) and stage == "open":
        return shown.item.steps[shown.step - 1].ask
    return shown.item.title


def _leaves(
    record: Record, stage: str, results: Mapping[str, Any] | None, w: Wording
) -> list[Leaf]:
    """The pages of what is on the wall; always one at least."""
    shown = record.on_show
    if shown is None or stage in {"door", "farewell"}:
        return [Leaf()]
    room = paging.room_under(_title(shown, stage), excerpt(record.meeting.message, MESSAGE))
    if stage == "results" and results:
        return _results(record, shown, results, room, w) or [Leaf()]
    case = stage == "open" and isinstance(shown.item, Casus)
    room = room.without(height(_case(shown)) + GAP if case else 0)
    room = room.without(TEXT * LEADING + GAP if shown.item.asks else 0)
    return paging.of_asking(shown.item.text, _options(shown, stage), room)


def _case(shown: Scheduled) -> str:
    return excerpt(shown.item.title, TITLES_OF_CASE)


def _options(shown: Scheduled, stage: str) -> tuple[str, ...]:
    item = shown.item
    if stage != "open" or not isinstance(item, Poll) or item.choose is Choose.SCALE:
        return ()
    return tuple(item.options)


def _results(
    record: Record, shown: Scheduled, results: Mapping[str, Any], room: WallRoom, w: Wording
) -> list[Leaf]:
    match shown.item.kind:
        case "poll":
            return paging.of_poll(poll_chart(results, (), w), others(record, shown), room)
        case "question":
            if themes := wall_themes(record, shown):
                return paging.of_themes(themes, room)
            return of_texts(results["texts"], room)
        case "casus":
            assert isinstance(shown.item, Casus)
            return paging.of_casus(shown.item, results, room)
        case _:
            return paging.of_proposal(results, room)


def others(record: Record, shown: Scheduled) -> list[str]:
    """What people wrote that is none of the options, once it was approved."""
    given = [c for c in record.given(shown.number) if c.answer.get("other") and record.shows(c)]
    return [c.answer["other"] for c in given if c.round == max(g.round for g in given)]


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
