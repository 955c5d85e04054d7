"""The agenda editor: a form beside the text, held against the same rules as `samenspel check`."""

import asyncio
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.conversation.texts import sentence
from bot.web.console.meetings import MOST_MISTAKES
from bot.web.context import web_of
from bot.web.coordination.agenda_form import apply_fields, read_fields, rearrange, sent_fields
from bot.web.coordination.menu import NOTHING, PLANNERS, Came, show, staff_with
from bot.web.forms import Form, digest, read_form
from bot.web.rendering import after, page
from bot.web.wording import language_of
from sessions.actions import planning, programmes
from sessions.actions.running import check_runs
from sessions.agenda import FaultyAgendaError, read_agenda
from sessions.agenda_words import KIND, VALUES
from sessions.agenda_writing import agenda_of, write_agenda, write_plain
from sessions.errors import Clash, Malformed, Refusal
from sessions.meeting import plain_code
from sessions.people import Staff
from sessions.record import Record

NEW = "/coordinatie/trajecten/{number:int}/nieuw"
CHANGE = "/coordinatie/bijeenkomsten/{code}/draaiboek"
COPY = "/coordinatie/bijeenkomsten/{code}/kopie"

CHANGED = "agenda.changed_meanwhile"


@dataclass(frozen=True, slots=True)
class AgendaDraft:
    """The text that somebody works on, what was just done with it, and what it began with."""

    text: str
    was: str
    form_gave_way: bool = False


async def _start(request: Request, staff: Staff) -> str:
    """The text to begin with: an empty meeting, the one there is, or a copy of it."""
    store, path = web_of(request).store, request.path_params
    if "number" in path:
        seen = await programmes.overview(store, staff, path["number"])
        first = {"mededeling": "Welkom", "minuten": 10}
        return write_plain(
            {
                "traject": seen.programme.title,
                "bijeenkomst": {"titel": "Nieuwe bijeenkomst", "kleinste_groep": 4},
                "onderdelen": [first],
            }
        )
    record = await _record(request, staff)
    agenda = agenda_of(record)
    if request.url.path.endswith("/kopie"):
        meeting = agenda.meeting.model_copy(update={"number": None, "day": None})
        agenda = agenda.model_copy(update={"meeting": meeting})
    return write_agenda(agenda)


async def _record(request: Request, staff: Staff) -> Record:
    record = await web_of(request).store.record_now(plain_code(request.path_params["code"]))
    check_runs(staff, record)
    return record


@page
async def editor(request: Request) -> Response:
    staff = await staff_with(request, PLANNERS)
    text = await _start(request, staff)
    return await _show(request, staff, AgendaDraft(text, digest(text)), NOTHING)


async def _show(request: Request, staff: Staff, draft: AgendaDraft, came: Came) -> Response:
    """Read beside everybody else: a text that was made to take long keeps nobody waiting."""
    language = language_of(request)
    fields = await asyncio.to_thread(read_fields, draft.text)
    mistakes = await asyncio.to_thread(_mistakes, draft.text, language)
    replaces = request.url.path.endswith("/draaiboek")
    return show(
        request, staff, "agenda", came, text=draft.text, fields=fields,
        form_digest=fields.digest if fields else "", text_digest=digest(draft.text),
        gave_way=draft.form_gave_way, mistakes=mistakes,
        kinds=KIND, levels=VALUES["level"], replaces=replaces, was=draft.was,
    )  # fmt: skip


def _mistakes(text: str, language: str) -> list[tuple[int, str]]:
    try:
        read_agenda(text)
    except FaultyAgendaError as error:
        found = [(m.line, sentence(m.key, m.values, language)) for m in error.mistakes]
        return found[:MOST_MISTAKES]
    return []


@page
async def work(request: Request) -> Response:
    """Check, rearrange or keep what is there; form and text come along together."""
    form, staff = await read_form(request), await staff_with(request, PLANNERS)
    await _check_theirs(request, staff)
    draft = await asyncio.to_thread(_together, form)
    verb, _, place = form.get("do", "check").partition(".")
    if verb in {"up", "down", "remove"} and place.isdecimal():
        moved = await asyncio.to_thread(rearrange, draft.text, verb, int(place[:3]))
        draft = AgendaDraft(moved, draft.was)
    elif verb == "add":
        longer = await asyncio.to_thread(rearrange, draft.text, verb, 0, form.get("kind"))
        draft = AgendaDraft(longer, draft.was)
    elif verb == "save":
        return await _save(request, staff, draft)
    return await _show(request, staff, draft, NOTHING)


async def _check_theirs(request: Request, staff: Staff) -> None:
    """Raise for whoever may not plan here, before anything is said about their text."""
    if "number" in request.path_params:
        await programmes.overview(web_of(request).store, staff, request.path_params["number"])
    else:
        await _record(request, staff)


def _together(form: Form) -> AgendaDraft:
    """One text of both: the form counts while the text was left alone, else the text does."""
    text, was = form.get("agenda"), form.get("was")
    shown = read_fields(text)
    if shown is None or "text_digest" not in form:
        return AgendaDraft(text, was)
    if form.get("text_digest") == digest(text):
        return AgendaDraft(apply_fields(text, shown, sent_fields(form, shown)), was)
    was_changed = sent_fields(form, shown).digest not in {form.get("form_digest"), shown.digest}
    return AgendaDraft(text, was, form_gave_way=was_changed)


async def _save(request: Request, staff: Staff, draft: AgendaDraft) -> Response:
    try:
        code = await _keep(request, staff, draft)
    except FaultyAgendaError:
        return await _show(request, staff, draft, Came(Malformed("form.agenda_faulty")))
    except Refusal as refusal:
        if refusal.key == CHANGED:  # pressed again it counts
            draft = AgendaDraft(draft.text, digest(await _start(request, staff)))
        return await _show(request, staff, draft, Came(refusal))
    record = await web_of(request).store.record_now(code)
    return after(f"/coordinatie/trajecten/{record.programme.id}#b{code}")


async def _keep(request: Request, staff: Staff, draft: AgendaDraft) -> str:
    """Make the meeting, or lay this under it while what they began with still stands there."""
    store, known = web_of(request).store, None
    replaces = request.url.path.endswith("/draaiboek")
    if replaces and draft.was:
        known = agenda_of(await _record(request, staff))
        if draft.was != digest(write_agenda(known)):
            raise Clash(CHANGED)
    if not draft.text.strip():
        raise Malformed("form.no_agenda")
    agenda = await asyncio.to_thread(read_agenda, draft.text)
    if not replaces:
        return await planning.load(store, staff, agenda)
    return await planning.replace(store, staff, agenda, request.path_params["code"], known)


ROUTES = [
    route
    for path in (NEW, CHANGE, COPY)
    for route in (Route(path, editor), Route(path, work, methods=["POST"]))
]
