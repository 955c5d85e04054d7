"""How long people are known: what is erased when, and erasing now."""

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.context import web_of
from bot.web.coordination.menu import MANAGERS, NOTHING, Came, show, staff_with
from bot.web.forms import read_form
from bot.web.rendering import after, page
from sessions.actions import erasing, programmes
from sessions.errors import Forbidden, Malformed, Refusal
from sessions.meeting import plain_code
from sessions.people import Staff
from sessions.record import Record
from sessions.storage.programmes import MeetingLine

HERE = "/coordinatie/bewaren"


@dataclass(frozen=True, slots=True)
class MeetingKept:
    """A meeting, and when its people are forgotten; no day where nobody set a time."""

    programme: str
    meeting: MeetingLine
    until: date | None


@page
async def keeping(request: Request) -> Response:
    staff, web = await staff_with(request, MANAGERS), web_of(request)
    days = web.settings.retention_days
    kept = [
        MeetingKept(title, line, _until(line, days))
        for number, title in (await programmes.programme_titles(web.store, staff)).items()
        for line in (await programmes.overview(web.store, staff, number)).meetings
    ]
    return show(request, staff, "keeping", NOTHING, kept=kept, days=days)


def _until(line: MeetingLine, days: int) -> date | None:
    return erasing.erased_on(days, line.day, line.opened_at, line.closed_at) if days else None


async def _record(request: Request, staff: Staff) -> Record:
    record = await web_of(request).store.record_now(plain_code(request.path_params["code"]))
    if not erasing.may_erase(staff, record.programme.id):
        raise Forbidden("staff.not_yours")
    return record


@page
async def one(request: Request) -> Response:
    staff = await staff_with(request, MANAGERS)
    return _one(request, staff, await _record(request, staff), NOTHING)


def _one(request: Request, staff: Staff, record: Record, came: Came) -> Response:
    people = [p for p in record.participants.values() if p.name or p.organisation]
    return show(
        request, staff, "erasing", came, meeting=record.meeting, people=people,
        programme=record.programme, done="gewist" in request.query_params,
    )  # fmt: skip


@page
async def erase(request: Request) -> Response:
    """Forget one participant, or everybody of this meeting; only with the code typed over."""
    form, staff = await read_form(request), await staff_with(request, MANAGERS)
    record, store = await _record(request, staff), web_of(request).store
    try:
        if plain_code(form.get("confirm")) != record.meeting.code:
            raise Malformed("form.type_code", code=record.meeting.spaced_code)
        if form.get("whom") == "everybody":
            await erasing.erase_people(store, staff, record)
            return after(HERE)
        remove = form.get("words") == "remove"
        await erasing.erase_person(store, staff, record, form.get("whom"), remove=remove)
    except Refusal as refusal:
        return _one(request, staff, record, Came(refusal, form))
    return after(f"{HERE}/{record.meeting.code}?gewist=1")


ROUTES = [
    Route(HERE, keeping),
    Route(f"{HERE}/{{code}}", one),
    Route(f"{HERE}/{{code}}", erase, methods=["POST"]),
]
