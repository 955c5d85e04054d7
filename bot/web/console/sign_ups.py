"""The sign-up list on the console: import, tick off who comes in, see who is missing."""

from collections import Counter

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.console.page import leading
from bot.web.context import web_of
from bot.web.forms import Form, fresh_key, read_form
from bot.web.problems import status_of
from bot.web.rendering import after, page, render, told
from bot.web.wording import language_of
from sessions.actions import expecting
from sessions.errors import Malformed, Refusal
from sessions.people import Coming


@page
async def sign_ups(request: Request) -> Response:
    return await _show(request)


async def _show(
    request: Request, refusal: Refusal | None = None, form: Form | None = None
) -> Response:
    record, staff = await leading(request)
    people = await expecting.expected(web_of(request).store, record, staff)
    language = language_of(request)
    return render(
        request, "console/sign_ups.html", status=status_of(refusal) if refusal else 200,
        language=language, record=record, meeting=record.meeting, staff=staff,
        code=record.meeting.code,
        people=people, states=list(Coming), count=Counter(p.state for p in people),
        joined=len([p for p in record.present if p.left_at is None]),
        added=_added(request), form=form or Form(), key=fresh_key(),
        said=told(refusal, language) if refusal else "",
    )  # fmt: skip


def _added(request: Request) -> int | None:
    return Form(list(request.query_params.items())).number("erbij")


@page
async def take_in(request: Request) -> Response:
    """A list that was pasted or chosen as a file."""
    form = await read_form(request)
    record, staff = await leading(request)
    text = form.get("file").strip() or form.get("list")
    try:
        added = await expecting.import_list(web_of(request).store, record, staff, text)
    except Refusal as refusal:
        return await _show(request, refusal, Form([("list", text)]))
    return after(f"/regie/{record.meeting.code}/aanmeldingen?erbij={added}")


@page
async def tick(request: Request) -> Response:
    """Somebody came in, sent word, or is expected after all."""
    form = await read_form(request)
    record, staff = await leading(request)
    try:
        if form.get("state") not in list(Coming):
            raise Malformed("form.unclear")
        state = Coming(form.get("state"))
        number = form.number("number") or 0
        await expecting.change(web_of(request).store, record, staff, number, state)
    except Refusal as refusal:
        return await _show(request, refusal)
    return after(f"/regie/{record.meeting.code}/aanmeldingen#wie-{number}")


LIST = "/regie/{code}/aanmeldingen"

ROUTES = [
    Route(LIST, sign_ups),
    Route(LIST, take_in, methods=["POST"]),
    Route("/regie/{code}/aanmelding", tick, methods=["POST"]),
]
