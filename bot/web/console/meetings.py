"""The first page of the console: meetings, a new one from a form or an agenda, and colleagues."""

import asyncio
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.conversation.texts import sentence
from bot.web.console.beginning import begin, starts
from bot.web.context import base_url, web_of
from bot.web.forms import Form, fresh_key, read_form
from bot.web.problems import status_of
from bot.web.rendering import after, page, render, told
from bot.web.who import known_staff
from bot.web.wording import language_of
from sessions.actions import planning
from sessions.actions.planning import Newcomer
from sessions.agenda import FaultyAgendaError, read_agenda
from sessions.errors import Malformed, Refusal
from sessions.people import Role, Staff

MOST_MISTAKES = 30
"""Mistakes shown at once; who mends these sees the others next time."""

ROLES = (Role.FACILITATOR, Role.COORDINATOR)


@dataclass(frozen=True)
class Outcome:
    """What came of a form on this page."""

    said: str = ""
    mistakes: list[tuple[int, str]] = field(default_factory=list)
    link: str = ""
    invited: str = ""
    status: int = 200


@page
async def meetings(request: Request) -> Response:
    return await _meetings(request, await known_staff(request), Form(), Outcome())


async def _meetings(request: Request, staff: Staff, form: Form, came: Outcome) -> Response:
    return render(
        request, "console/meetings.html", status=came.status, form=form, came=came, staff=staff,
        key=fresh_key(),
        meetings=await planning.meetings(web_of(request).store, staff), roles=ROLES,
        starts=await starts(request, staff),
    )  # fmt: skip


@page
async def start(request: Request) -> Response:
    """A meeting from the form; then its agenda, in which the items are made to fit."""
    form, staff = await read_form(request), await known_staff(request)
    try:
        code = await begin(request, staff, form)
    except Refusal as refusal:
        came = Outcome(said=told(refusal, language_of(request)), status=status_of(refusal))
        return await _meetings(request, staff, form, came)
    return after(f"/coordinatie/bijeenkomsten/{code}/draaiboek")


@page
async def load(request: Request) -> Response:
    """A meeting from an agenda that was pasted or chosen as a file."""
    form = await read_form(request)
    staff = await known_staff(request)
    text = form.get("file").strip() or form.get("agenda")
    form = Form([
        ("agenda", text.replace("\r\n", "\n")), ("code", form.get("code")),
        ("key", form.get("key")),
    ])  # fmt: skip
    try:
        code = await _make(request, staff, form)
    except FaultyAgendaError as error:
        return await _meetings(request, staff, form, _mistakes(error, language_of(request)))
    except Refusal as refusal:
        said = told(refusal, language_of(request))
        came = Outcome(said=said, status=status_of(refusal))
        return await _meetings(request, staff, form, came)
    return after(f"/regie#b{code}")


async def _make(request: Request, staff: Staff, form: Form) -> str:
    if not form.get("agenda").strip():
        raise Malformed("form.no_agenda")
    agenda = await asyncio.to_thread(read_agenda, form.get("agenda"))
    store = web_of(request).store
    if code := form.get("code").strip():
        return await planning.replace(store, staff, agenda, code)
    key = form.key({"agenda": form.get("agenda")})
    return await planning.load(store, staff, agenda, key)


def _mistakes(error: FaultyAgendaError, language: str) -> Outcome:
    told_ones = [(m.line, sentence(m.key, m.values, language)) for m in error.mistakes]
    return Outcome(mistakes=told_ones[:MOST_MISTAKES], status=422)


@page
async def invite(request: Request) -> Response:
    """A one-time link for a colleague; it is shown once, because only its digest is kept."""
    form = await read_form(request)
    staff = await known_staff(request)
    name = form.get("name").strip()[:120]
    try:
        if not name or form.get("role") not in ROLES:
            raise Malformed("form.invite_whom")
        role = Role(form.get("role"))
        newcomer = Newcomer(name, role, key=form.key({"name": name, "role": role.value}))
        _, token = await planning.invite_newcomer(web_of(request).store, staff, newcomer)
    except Refusal as refusal:
        said = told(refusal, language_of(request))
        came = Outcome(said=said, status=status_of(refusal))
        return await _meetings(request, staff, form, came)
    came = Outcome(link=f"{base_url(request)}/in/{token}", invited=name)
    return await _meetings(request, staff, Form(), came)


@page
async def back(_request: Request) -> Response:
    """Whoever reloads the address of a form is led to the page that the form was on."""
    return after("/regie")


ROUTES = [
    Route("/regie", meetings),
    Route("/regie/nieuw", start, methods=["POST"]),
    Route("/regie/nieuw", back),
    Route("/regie/bijeenkomsten", load, methods=["POST"]),
    Route("/regie/bijeenkomsten", back),
    Route("/regie/collega", invite, methods=["POST"]),
    Route("/regie/collega", back),
]
