"""Programmes: their meetings and documents, planning, organisations, groups and themes."""

from asyncio import to_thread
from datetime import date

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.context import web_of
from bot.web.coordination.menu import NOTHING, PLANNERS, Came, show, staff_with
from bot.web.coordination.to_do import to_do
from bot.web.document_rows import document_rows
from bot.web.forms import Form, digest, read_form
from bot.web.rendering import after, page
from exports.edition import Edition
from sessions.actions import programmes
from sessions.agenda import PartyPlan, PlannedStep, ThemePlan
from sessions.errors import Clash, Malformed, Refusal
from sessions.findings import waiting
from sessions.items.item import told as clean
from sessions.people import KINDS, Staff
from sessions.programme import Programme

HERE = "/coordinatie"
ONE = "/coordinatie/trajecten/{number:int}"

MOST_LINES = 100
LONGEST_NAME = 120


@page
async def listed(request: Request) -> Response:
    return await _list(request, await staff_with(request, PLANNERS), NOTHING)


async def _list(request: Request, staff: Staff, came: Came) -> Response:
    titles = await programmes.programme_titles(web_of(request).store, staff)
    may_make = staff.role in programmes.CHANGERS and staff.programmes is None
    return show(request, staff, "programmes", came, titles=titles, may_make=may_make)


@page
async def make(request: Request) -> Response:
    form, staff = await read_form(request), await staff_with(request, PLANNERS)
    try:
        number = await programmes.make(web_of(request).store, staff, form.get("title"))
    except Refusal as refusal:
        return await _list(request, staff, Came(refusal, form))
    return after(f"{HERE}/trajecten/{number}")


@page
async def one(request: Request) -> Response:
    return await _one(request, await staff_with(request, PLANNERS), NOTHING)


async def _one(request: Request, staff: Staff, came: Came) -> Response:
    number = request.path_params["number"]
    store = web_of(request).store
    seen = await programmes.overview(store, staff, number)
    begun = {m.code: await store.record(m.code) for m in seen.meetings if m.opened_at}
    may_change = programmes.may_change(staff, number)
    return show(
        request, staff, "programme", came, programme=seen.programme, meetings=seen.meetings,
        may_change=may_change, kinds=KINDS, stood=_stood(seen.programme),
        documents=list(document_rows()), editions=[each.value for each in Edition],
        waits={code: await to_thread(waiting, record) for code, record in begun.items()},
        tasks=[each for r in begun.values() for each in to_do(r)] if may_change else [],
    )  # fmt: skip


@page
async def save(request: Request) -> Response:
    """One of the lists of a programme, written down anew."""
    form, staff = await read_form(request), await staff_with(request, PLANNERS)
    number, part = request.path_params["number"], request.path_params["part"]
    try:
        await _save(request, staff, number, form)
    except Clash as meanwhile:  # what stands there now is shown, not what was typed over it
        return await _one(request, staff, Came(meanwhile))
    except Refusal as refusal:
        return await _one(request, staff, Came(refusal, form))
    return after(f"{HERE}/trajecten/{number}#{part}")


async def _save(request: Request, staff: Staff, number: int, form: Form) -> None:
    store, part = web_of(request).store, request.path_params["part"]
    known = await _known(request, staff, form)
    if part == "planning":
        await programmes.plan(store, staff, number, _steps(form), known)
    elif part == "doelgroepen":
        await programmes.name_groups(store, staff, number, _names(form.get("groups")), known)
    elif part == "themas":
        await programmes.name_themes(store, staff, number, _themes(form.get("themes")), known)
    elif part == "organisaties":
        await programmes.name_parties(store, staff, number, _parties(form), known)
    else:
        raise Malformed("form.unclear")


async def _known(request: Request, staff: Staff, form: Form) -> Programme | None:
    """The programme as the page showed it, to hold against it where the list is written."""
    part, number = request.path_params["part"], request.path_params["number"]
    seen = await programmes.overview(web_of(request).store, staff, number)
    if "was" not in form:
        return None
    if form.get("was") != _stood(seen.programme).get(part):
        raise Clash("programme.changed_meanwhile")
    return seen.programme


def _stood(programme: Programme) -> dict[str, str]:
    """Each list as it stands, in a few signs: nobody writes over what a colleague just wrote."""
    lists = {
        "planning": programme.planning,
        "doelgroepen": programme.target_groups,
        "themas": programme.themes,
        "organisaties": [(party.name, party.kind) for party in programme.organisations],
    }
    return {part: digest(repr(kept)) for part, kept in lists.items()}


def _lines(text: str) -> list[str]:
    lines = [clean(line) for line in text.split("\n") if line.strip()]
    if len(lines) > MOST_LINES:
        raise Malformed("form.too_many_lines", limit=MOST_LINES)
    return lines


def _names(text: str) -> list[str]:
    """A name per line, each once."""
    names = list(dict.fromkeys(_lines(text)))
    if any(len(name) > LONGEST_NAME for name in names):
        raise Malformed("form.name_too_long", limit=LONGEST_NAME)
    return names


def _themes(text: str) -> list[ThemePlan]:
    """`Ontmoeten: buurthuis, eenzaamheid` per line."""
    themes = []
    for line in _lines(text):
        name, _, words = line.partition(":")
        _names(name)
        known = tuple(word.strip() for word in words.split(",") if word.strip())
        themes.append(ThemePlan(name=clean(name)[:LONGEST_NAME] or "–", words=known))
    return themes


def _steps(form: Form) -> list[PlannedStep]:
    """The rows of the planning that say what happens."""
    rows = zip(form.all("day"), form.all("what"), form.all("who"), strict=False)
    try:
        return [
            PlannedStep(what=clean(what), date=_day(day), who=clean(who))
            for day, what, who in rows
            if what.strip()
        ]
    except ValidationError:
        raise Malformed("form.name_too_long", limit=300) from None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise Malformed("form.no_day", found=text.strip()[:20]) from None


def _parties(form: Form) -> list[PartyPlan]:
    rows = zip(form.all("name"), form.all("kind"), strict=False)
    try:
        return [PartyPlan(name=clean(name), kind=kind) for name, kind in rows if name.strip()]
    except ValidationError:
        raise Malformed("form.name_too_long", limit=LONGEST_NAME) from None


@page
async def back(request: Request) -> Response:
    return after(f"{HERE}/trajecten/{request.path_params['number']}")


ROUTES = [
    Route(HERE, listed),
    Route(f"{HERE}/trajecten", make, methods=["POST"]),
    Route(f"{HERE}/trajecten", listed),
    Route(ONE, one),
    Route(f"{ONE}/{{part}}", save, methods=["POST"]),
    Route(f"{ONE}/{{part}}", back),
]
