"""Rehearsing from the console: how far it is, and what came of it."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.console.page import leading
from bot.web.context import web_of
from bot.web.forms import fresh_key, read_form
from bot.web.problems import status_of
from bot.web.rendering import after, page, render, told
from bot.web.wording import language_of
from sessions.errors import Refusal

PHONES = 60
"""Phones in a rehearsal when nobody says how many: a full hall."""

MOST_PHONES = 200


@page
async def practice(request: Request) -> Response:
    return await _show(request)


async def _show(request: Request, refusal: Refusal | None = None) -> Response:
    record, staff = await leading(request)
    language = language_of(request)
    return render(
        request, "console/practice.html", status=status_of(refusal) if refusal else 200,
        language=language, record=record, meeting=record.meeting, staff=staff,
        code=record.meeting.code,
        rehearsal=web_of(request).rehearsals.of(record.meeting.code), phones=PHONES,
        most=MOST_PHONES, key=fresh_key(), said=told(refusal, language) if refusal else "",
    )  # fmt: skip


@page
async def begin(request: Request) -> Response:
    form = await read_form(request)
    record, _ = await leading(request)
    web, phones = web_of(request), form.number("phones") or PHONES
    try:
        await web.rehearsals.start(web.store, record, min(phones, MOST_PHONES))
    except Refusal as refusal:
        return await _show(request, refusal)
    return after(f"/regie/{record.meeting.code}/oefenen")


ROUTES = [
    Route("/regie/{code}/oefenen", practice),
    Route("/regie/{code}/oefenen", begin, methods=["POST"]),
]
