"""The door: a code, an organisation, done."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from secrets import token_urlsafe
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.context import headers_of, web_of
from bot.web.forms import Form, read_form
from bot.web.phone.mini_app import address_in, token_of
from bot.web.problems import status_of
from bot.web.rendering import after, page, render, told
from bot.web.who import NotSignedIn, participant_cookie, participant_of, set_participant_cookie
from bot.web.wording import language_of
from sessions.actions import arriving, returning
from sessions.errors import Clash, Malformed, Refusal
from sessions.meeting import plain_code
from sessions.people import KINDS
from sessions.record import Record

SELF, OTHER = "-self", "-other"
"""Who comes for themselves, and whose organisation is not on the list."""

KEY = re.compile(r"[\w-]{43}", re.ASCII)
"""What a door page carries: with it, who presses twice on a slow line comes in once."""

T = TypeVar("T")


async def guarded(request: Request, code: str, look: Callable[[], Awaitable[T]]) -> T:
    """Look a code up; whoever guesses is slowed down."""
    address = request.client.host if request.client else ""
    return await web_of(request).throttle.guard(address, code, look)


async def meeting_at(request: Request, code: str) -> Record:
    plain = plain_code(code)
    return await guarded(request, plain, lambda: web_of(request).store.record(plain))


@page
async def front_door(request: Request) -> Response:
    """Where a code is typed; a code that is known leads to its own door."""
    typed = request.query_params.get("code", "")
    if not typed.strip():
        return render(request, "phone/code.html", typed="", said="")
    try:
        record = await meeting_at(request, typed)
    except Refusal as refusal:
        said = told(refusal, language_of(request))
        return render(
            request, "phone/code.html", status=status_of(refusal), typed=typed[:40], said=said
        )
    return after(f"/m/{record.meeting.code}")


@page
async def short_way(request: Request) -> Response:
    """`/c/482716`: short enough to read aloud."""
    return after(f"/m/{plain_code(request.path_params['code'])}")


async def door_for(request: Request) -> Response:
    """The door of one meeting, for whoever did not come in yet."""
    typed = request.path_params["code"]
    try:
        record = await meeting_at(request, typed)
    except Refusal as refusal:
        said = told(refusal, language_of(request))
        return render(
            request, "phone/code.html", status=status_of(refusal), typed=typed[:40], said=said
        )
    return _door(request, record, Form())


def _door(
    request: Request, record: Record, form: Form, refusal: Refusal | None = None,
    returns: Refusal | None = None,
) -> Response:  # fmt: skip
    """What was typed stays; whoever finds it full may press again once there is room."""
    language, refused = language_of(request), refusal or returns
    full = told(Clash("meeting.full"), language) if record.is_full else ""
    meant = refusal.values.get("suggestions", ()) if refusal else ()
    return render(
        request, "phone/door.html", status=status_of(refused) if refused else 200,
        language=language, meeting=record.meeting, programme=record.programme, form=form,
        kinds=KINDS, key=token_urlsafe(arriving.TOKEN_BYTES), meant=meant, full=full,
        telegram=telegram_link(request, record.meeting.code),
        forgotten=participant_cookie(record.meeting.code) in request.cookies,
        said=told(refusal, language) if refusal else "",
        returns=told(returns, language) if returns else "",
    )  # fmt: skip


def telegram_link(request: Request, code: str) -> str:
    """The way in by Telegram, for whoever would rather; empty where there is none."""
    door = web_of(request).doors.telegram
    return f"https://t.me/{door.name}?start={code}" if door and door.name else ""


@page
async def come_in(request: Request) -> Response:
    """Join; whatever is not understood comes back with what was typed."""
    form = await read_form(request)
    record = await meeting_at(request, request.path_params["code"])
    if await is_inside(request, record):  # a second tap, or the back button
        return after(f"/m/{record.meeting.code}")
    try:
        said = _introduction(request, record, form)
        if address := address_in(web_of(request), request):
            token = token_of(web_of(request), record.meeting.code, address)
            said = replace(said, address=address, token=token)
        joined = await arriving.join(web_of(request).store, said)
    except Refusal as refusal:
        fresh = await web_of(request).store.record(record.meeting.code)
        return _door(request, fresh, form, refusal)
    return _enter(request, joined)


def _enter(request: Request, joined: arriving.Joined) -> Response:
    response = after(f"/m/{joined.code}")
    set_participant_cookie(web_of(request), response, joined)
    return response


@page
async def come_back(request: Request) -> Response:
    """Somebody with another phone types the code that the first one shows."""
    form = await read_form(request)
    record = await meeting_at(request, request.path_params["code"])
    if await is_inside(request, record):
        return after(f"/m/{record.meeting.code}")
    typed, store = returning.plain_return(form.get("return")), web_of(request).store
    try:
        joined = await guarded(request, typed, lambda: returning.come_back(store, record, typed))
    except Refusal as refusal:
        return _door(request, record, Form(), returns=refusal)
    return _enter(request, joined)


async def is_inside(request: Request, record: Record) -> bool:
    try:
        await participant_of(web_of(request), headers_of(request), record.meeting.code)
    except NotSignedIn:
        return False
    return True


def _introduction(request: Request, record: Record, form: Form) -> arriving.Introduction:
    """Who came: from the list, for themselves, or somebody whose organisation is new here."""
    picked, kind, language = form.get("organisation"), "", language_of(request)
    if picked == SELF:
        picked, kind = "", "bewoners"
    elif picked == OTHER or not record.programme.organisations:
        picked, kind = form.get("other_name"), form.get("kind")
        if not picked.strip():
            raise Malformed("form.organisation_name")
    elif not picked:
        raise Malformed("form.organisation_missing")
    code, key = record.meeting.code, form.get("key")
    token = arriving.digest(f"{code}.{key}") if KEY.fullmatch(key) else ""
    return arriving.Introduction(
        code, organisation=picked, kind=kind, language=language, token=token
    )


ROUTES = [
    Route("/", front_door),
    Route("/c/{code}", short_way),
    Route("/m/{code}/doemee", come_in, methods=["POST"]),
    Route("/m/{code}/terug", come_back, methods=["POST"]),
]
