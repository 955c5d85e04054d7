"""What personal data was found in a meeting, where, and what the coordinator decides about it."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.context import web_of
from bot.web.coordination import MANAGERS, NOTHING, Came, show, staff_with
from bot.web.forms import Form, fresh_key, read_form
from bot.web.rendering import after, page
from sessions.actions import ruling, staffing
from sessions.actions.ruling import Decision
from sessions.errors import Refusal
from sessions.findings import findings
from sessions.meeting import plain_code
from sessions.people import Staff
from sessions.personal_data import Sort
from sessions.record import Record

HERE = "/coordinatie/bijeenkomsten/{code}/persoonsgegevens"


async def _opened(request: Request) -> tuple[Record, Staff]:
    staff = await staff_with(request, MANAGERS)
    record = await web_of(request).store.record_now(plain_code(request.path_params["code"]))
    ruling.check_decides(staff, record)
    return record, staff


@page
async def listed(request: Request) -> Response:
    record, staff = await _opened(request)
    return await _list(request, staff, record, NOTHING)


async def _list(request: Request, staff: Staff, record: Record, came: Came) -> Response:
    found = findings(record)
    people = await staffing.colleagues(web_of(request).store, staff)
    return show(
        request, staff, "personal_data", came, meeting=record.meeting,
        programme=record.programme, key=fresh_key(), rulings=record.rulings,
        waiting=[f for f in found if f.waits], decided=[f for f in found if f.ruling],
        names={each.id: each.name for each in people},
        numbers=[f for f in found if f.sort is Sort.BSN],
    )  # fmt: skip


@page
async def decide(request: Request) -> Response:
    """Mask one finding, let it stay, or take a decision back."""
    form = await read_form(request)
    record, staff = await _opened(request)
    try:
        await _carry_out(request, record, staff, form)
    except Refusal as refusal:
        return await _list(request, staff, record, Came(refusal, form))
    return after(f"{request.url.path}#{'besloten' if form.get('verb') == 'undo' else 'wacht'}")


async def _carry_out(request: Request, record: Record, staff: Staff, form: Form) -> None:
    store = web_of(request).store
    if form.get("verb") == "undo":
        await ruling.undo(store, staff, record, form.number("ruling") or 0)
        return
    decision = Decision(
        form.get("place"), form.get("value"), form.get("verb"),
        everywhere=form.get("everywhere") == "yes", reason=form.get("reason"),
        key=form.get("key")[:180] or None,
    )  # fmt: skip
    await ruling.decide(store, staff, record, decision)


ROUTES = [Route(HERE, listed), Route(HERE, decide, methods=["POST"])]
