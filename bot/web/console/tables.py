"""The tables on the console: who sits where, who leads, who writes, and moving on."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.console.crew import silent_tables, tables
from bot.web.console.page import leading
from bot.web.forms import fresh_key
from bot.web.rendering import page, render
from bot.web.wording import language_of


@page
async def hall(request: Request) -> Response:
    record, staff = await leading(request)
    shown = record.on_show
    return render(
        request, "console/hall_tables.html", language=language_of(request), record=record,
        meeting=record.meeting, staff=staff, code=record.meeting.code, tables=tables(record),
        silent=silent_tables(record, shown) if shown and record.open_item else [],
        unseated=[p for p in record.present if p.table is None and p.left_at is None],
        key=fresh_key(),
    )  # fmt: skip


ROUTES = [Route("/regie/{code}/zaal", hall)]
