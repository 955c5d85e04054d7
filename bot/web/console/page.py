"""The console: the evening in the hand of whoever leads it."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.console.crew import crew
from bot.web.console.following import following
from bot.web.console.orders import ORDERS
from bot.web.context import base_url, headers_of, web_of
from bot.web.forms import Form, fresh_key, read_form
from bot.web.problems import Unreadable, status_of
from bot.web.projector.page import screen
from bot.web.rendering import after, page, render, told
from bot.web.who import runner_of
from bot.web.wording import Wording, language_of
from sessions.actions.arriving import tables_tonight
from sessions.errors import Refusal, Unknown
from sessions.people import Staff
from sessions.record import Record


async def leading(request: Request) -> tuple[Record, Staff]:
    return await runner_of(web_of(request), headers_of(request), request.path_params["code"])


@page
async def console(request: Request) -> Response:
    record, staff = await leading(request)
    return _console(request, record, staff)


def _console(
    request: Request, record: Record, staff: Staff,
    refusal: Refusal | None = None, form: Form | None = None,
) -> Response:  # fmt: skip
    """The whole console; what was refused stands at the top, what was typed stays where it was."""
    w = Wording(language_of(request))
    values: dict[str, Any] = screen(record, base_url(request), w) | crew(record, w)
    values["following"] = following(record, values["main"], values["incoming"], w)
    return render(
        request, "console/evening.html", status=status_of(refusal) if refusal else 200,
        language=w.language, form=form or Form(), key=fresh_key(), staff=staff,
        said=told(refusal, w.language) if refusal else "", **values,
    )  # fmt: skip


@page
async def order(request: Request) -> Response:
    """One of the buttons or forms of the console."""
    form = await read_form(request)
    record, staff = await leading(request)
    what = request.path_params["what"]
    if what not in ORDERS:
        raise Unreadable("http.404", 404)
    try:
        place = await ORDERS[what](web_of(request).store, record, staff, form)
    except Refusal as refusal:
        fresh = await web_of(request).store.record(record.meeting.code)
        if what == "kaart":
            return _card(request, fresh, form.number("item") or 0, refusal, form)
        return _console(request, fresh, staff, refusal, form)
    return after(f"/regie/{record.meeting.code}{place}")


@page
async def card(request: Request) -> Response:
    """Where a paper card or a remark from the hall is typed in."""
    record, _ = await leading(request)
    return _card(request, record, request.path_params["number"])


def _card(
    request: Request, record: Record, number: int,
    refusal: Refusal | None = None, form: Form | None = None,
) -> Response:  # fmt: skip
    scheduled = record.item(number)
    if scheduled is None or not scheduled.item.asks:
        raise Unknown("item.unknown", number=number, last=len(record.items))
    language = language_of(request)
    return render(
        request, "console/card.html", status=status_of(refusal) if refusal else 200,
        language=language, record=record, meeting=record.meeting, code=record.meeting.code,
        shown=scheduled, form=form or Form(), key=fresh_key(), last_table=tables_tonight(record),
        parties=[o.name for o in record.programme.organisations],
        saved=request.query_params.get("opgeslagen", "")[:20],
        said=told(refusal, language) if refusal else "",
    )  # fmt: skip


@page
async def back(request: Request) -> Response:
    """Whoever reloads the address of a form is led to the page that the form was on."""
    return after(f"/regie/{request.path_params['code']}")


ROUTES = [
    Route("/regie/{code}", console),
    Route("/regie/{code}/kaart/{number:number}", card),
    Route("/regie/{code}/{what}", order, methods=["POST"]),
    Route("/regie/{code}/{what}", back),
]
