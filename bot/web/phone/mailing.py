"""Asking for the minutes by mail, and the pages behind the links in such a mail."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.context import web_of
from bot.web.forms import read_form
from bot.web.phone import minutes_check, pages
from bot.web.phone.door import guarded, meeting_at
from bot.web.rendering import after, page, render
from bot.web.who import NotSignedIn, set_participant_cookie
from sessions.actions import mailing
from sessions.errors import Clash, Refusal
from sessions.record import Record

MINUTES = "/verslag"


@page
async def ask(request: Request) -> Response:
    """Mail to this address from now on, or to none; what is refused comes back as it was typed."""
    form = await read_form(request)
    record, who = await pages.inside(request)
    store, back = web_of(request).store, MINUTES if form.get("back") == MINUTES else ""
    try:
        if "stop" in form:
            await mailing.stop(store, who.id)
        else:
            _check_mails(request)
            await mailing.ask(store, record, who, form.get("mail"))
    except Refusal as refusal:
        again = minutes_check.show if back else pages.show
        return await again(request, record, who, refusal, form)
    return after(f"/m/{record.meeting.code}{back}#mail")


def _check_mails(request: Request) -> None:
    """A form that stood open while somebody switched mail off."""
    if not web_of(request).settings.smtp:
        raise Clash("mail.off")


@page
async def arrive(request: Request) -> Response:
    """Where the link in a mail leads: straight on for whoever is known here, else by a button."""
    record, key = await meeting_at(request, request.path_params["code"]), _key(request)
    row_id, _ = await _whose(request, record, key)
    try:
        _, who = await pages.inside(request)
    except NotSignedIn:
        who = None
    if who and who.id == row_id:
        return after(f"/m/{record.meeting.code}{MINUTES}")
    return _link_page(request, record, "link")


@page
async def go_on(request: Request) -> Response:
    """Be the participant who asked for the mail, on this device too."""
    record, key = await meeting_at(request, request.path_params["code"]), _key(request)
    await _whose(request, record, key)
    joined = await mailing.come_in(web_of(request).store, record, key)
    response = after(f"/m/{record.meeting.code}{MINUTES}")
    set_participant_cookie(web_of(request), response, joined)
    return response


@page
async def want_to_stop(request: Request) -> Response:
    """Whatever looks ahead at links in mails presses no button."""
    record = await meeting_at(request, request.path_params["code"])
    await _whose(request, record, _key(request))
    return _link_page(request, record, "stop")


@page
async def stop(request: Request) -> Response:
    """No more mail there, for whoever holds a mail that came there.

    The button on our page says so, or a mail program at one tap; anything else presses nothing.
    """
    form = await read_form(request)
    if "stop" not in form and form.get("List-Unsubscribe") != "One-Click":
        return await want_to_stop(request)
    record = await meeting_at(request, request.path_params["code"])
    row_id, _ = await _whose(request, record, _key(request))
    await mailing.close(web_of(request).store, row_id)
    return _link_page(request, record, "stopped")


def _key(request: Request) -> str:
    return str(request.path_params["key"])[:80]


async def _whose(request: Request, record: Record, key: str) -> tuple[int, str]:
    """Whoever tries keys is slowed down, as at the door."""
    store = web_of(request).store
    return await guarded(request, key, lambda: mailing.whose(store, record, key))


def _link_page(request: Request, record: Record, step: str) -> Response:
    return render(request, "phone/mail_link.html", meeting=record.meeting, step=step)


ROUTES = [
    Route("/m/{code}/mail", ask, methods=["POST"]),
    Route("/m/{code}/post/{key}", arrive),
    Route("/m/{code}/post/{key}", go_on, methods=["POST"]),
    Route("/m/{code}/post/{key}/stop", want_to_stop),
    Route("/m/{code}/post/{key}/stop", stop, methods=["POST"]),
]
