"""Plan B on paper: a card for every item and every table, with the way to the phones on it."""

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.console.page import leading
from bot.web.context import base_url
from bot.web.projector.page import qr
from bot.web.rendering import page, render
from bot.web.wording import Wording, language_of
from sessions.actions.arriving import tables_tonight
from sessions.meeting import ItemState, Scheduled
from sessions.record import Record


@page
async def cards(request: Request) -> Response:
    """In the language of the meeting: the hall fills them in."""
    record, staff = await leading(request)
    base, language = base_url(request), language_of(request)
    return render(
        request, "console/cards.html", language=language, card=Wording(record.meeting.language),
        record=record, meeting=record.meeting, staff=staff,
        code=record.meeting.code, cards=pile(record),
        qr=qr(f"{base}/m/{record.meeting.code}"), address=urlsplit(base).netloc,
    )  # fmt: skip


def pile(record: Record) -> list[tuple[Scheduled, int | None]]:
    """Every item that asks something, once per table; once where there are no tables."""
    tables = [*range(1, tables_tonight(record) + 1)] or [None]
    asking = [i for i in record.running_order if i.item.asks and i.state is not ItemState.SKIPPED]
    return [(item, table) for item in asking for table in tables]


ROUTES = [Route("/regie/{code}/kaarten", cards)]
