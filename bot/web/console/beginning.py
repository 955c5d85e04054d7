"""A new meeting without writing an agenda: what it starts from, and what is known of it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pydantic import ValidationError
from starlette.requests import Request

from bot.web.context import web_of
from bot.web.forms import Form
from sessions.actions import planning, programmes
from sessions.actions.running import check_runs
from sessions.agenda import SHIPPED, Agenda, MeetingPlan, read_agenda
from sessions.agenda_writing import agenda_of
from sessions.errors import Forbidden, Malformed
from sessions.items import AnyItem
from sessions.items.item import told
from sessions.items.notice import Notice
from sessions.meeting import plain_code
from sessions.people import Role, Staff
from sessions.programme import Programme

TEMPLATE, MEETING = "sjabloon", "bijeenkomst"
"""What a start is, as the form sends it before the name of it."""

ASKED = ("date", "starts", "place", "case_number")
"""What the form asks about the evening, beside its title."""

OF_THAT_EVENING = ("number", "day", "starts", "place", "chair", "case_number", "places")
"""What a meeting never takes over from the one it starts from."""


@dataclass(frozen=True)
class Starts:
    """Everything that a new meeting can start from, and the programmes that it can belong to."""

    templates: Mapping[str, Agenda]
    programmes: Mapping[int, str]
    may_make_programme: bool


async def starts(request: Request, staff: Staff) -> Starts:
    return Starts(
        templates=await asyncio.to_thread(_shipped),
        programmes=await programmes.programme_titles(web_of(request).store, staff),
        may_make_programme=staff.programmes is None,
    )


@cache
def _shipped() -> dict[str, Agenda]:
    """The agendas that come with the house, by the name of their file."""
    found: list[Path] = sorted(SHIPPED.glob("*.yaml"))
    return {file.stem: read_agenda(file.read_text(encoding="utf-8")) for file in found}


async def begin(request: Request, staff: Staff, form: Form) -> str:
    """Make the meeting that the form asks for; return its code."""
    if staff.role is Role.CURATOR:  # before anything is said about what they sent
        raise Forbidden("staff.not_yours")
    title, programme = await _programme(request, staff, form)
    start = await _start(request, staff, form.get("start"))
    agenda = Agenda(
        programme=title,
        meeting=_plan(start, form),
        items=_fitting(start.items, programme),
        themes=() if programme and programme.themes else start.themes,
        target_groups=() if programme and programme.target_groups else start.target_groups,
    )
    asked = agenda.model_dump(mode="json")
    return await planning.load(web_of(request).store, staff, agenda, form.key(asked))


async def _programme(request: Request, staff: Staff, form: Form) -> tuple[str, Programme | None]:
    """The title of its programme, and the programme itself when there is one already."""
    store, fresh = web_of(request).store, told(form.get("new_programme"))
    seen = await programmes.programme_titles(store, staff)
    if len(fresh) > programmes.LONGEST_TITLE:
        raise Malformed("programme.title", limit=programmes.LONGEST_TITLE)
    number = next((n for n, title in seen.items() if title == fresh), form.number("programme"))
    if fresh and fresh not in seen.values():
        return fresh, None
    if number is None:
        raise Malformed("form.begins_where")
    found = (await programmes.overview(store, staff, number)).programme
    return found.title, found


async def _start(request: Request, staff: Staff, chosen: str) -> Agenda:
    """The agenda that the new one is made after."""
    what, _, name = chosen.partition(":")
    if what == TEMPLATE and name in (known := await asyncio.to_thread(_shipped)):
        return known[name]
    if what == MEETING:
        record = await web_of(request).store.record(plain_code(name))
        check_runs(staff, record)
        planned = tuple(i for i in record.items if not i.on_the_spot)
        return agenda_of(replace(record, items=planned))
    if chosen:
        raise Malformed("form.unclear")
    nothing_yet = MeetingPlan.model_construct(title="")
    welcome = Notice(title="Welkom", minutes=10)
    return Agenda.model_construct(programme="", meeting=nothing_yet, items=(welcome,))


def _plan(start: Agenda, form: Form) -> MeetingPlan:
    """The meeting as the form says it; how it works is taken over from the start."""
    kept = start.meeting.model_dump(exclude={*OF_THAT_EVENING, "rule"}, by_alias=True)
    said = {name: told(form.get(name)) for name in ASKED}
    said["title"] = told(form.get("title")) or start.meeting.title
    for name in ("date", "starts"):
        if not said[name]:
            del said[name]
    try:
        return MeetingPlan.model_validate(kept | said)
    except ValidationError as error:
        raise _complaint(error, said) from None


def _complaint(error: ValidationError, said: Mapping[str, str]) -> Malformed:
    """The first thing that is wrong, in words."""
    first = error.errors(include_url=False)[0]
    field = str(first["loc"][0])
    if field == "date":
        return Malformed("form.no_day", found=said[field][:20])
    if field == "starts":
        return Malformed("form.no_time", found=said[field][:20])
    if first["type"] == "string_too_long":
        return Malformed("form.name_too_long", limit=first["ctx"]["max_length"])
    return Malformed("form.meeting_title")


def _fitting(items: tuple[AnyItem, ...], programme: Programme | None) -> tuple[AnyItem, ...]:
    """Items of elsewhere name only themes and target groups that this programme has."""
    if programme is None:
        return items
    themes = {theme.name for theme in programme.themes}
    groups = set(programme.target_groups)
    return tuple(
        item.model_copy(
            update={
                "themes": _of(item.themes, themes),
                "target_groups": _of(item.target_groups, groups),
            }
        )
        for item in items
    )


def _of(named: tuple[str, ...], known: set[str]) -> tuple[str, ...]:
    """What is known of these; all of them where the programme has none of its own."""
    return tuple(name for name in named if name in known) if known else named
