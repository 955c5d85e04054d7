"""What was agreed about each action: the page on which a coordinator writes it down."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.context import web_of
from bot.web.coordination.menu import (
    MANAGERS,
    NOTHING,
    Came,
    record_to_change,
    show,
    staff_with,
)
from bot.web.forms import Form, read_form
from bot.web.rendering import after, page
from sessions.actions import agreeing
from sessions.agreed import agreed_actions
from sessions.errors import Malformed, Refusal
from sessions.people import Staff
from sessions.record import Record
from sessions.terms import Binding, Terms

HERE = "/coordinatie/bijeenkomsten/{code}/afspraken"


@page
async def terms(request: Request) -> Response:
    staff = await staff_with(request, MANAGERS)
    return _show(request, staff, await record_to_change(request, staff), NOTHING)


def _show(request: Request, staff: Staff, record: Record, came: Came) -> Response:
    lines = [(each, record.terms.get(each.reference, Terms())) for each in agreed_actions(record)]
    return show(
        request, staff, "terms", came, meeting=record.meeting, programme=record.programme,
        lines=lines, bindings=list(Binding), longest=agreeing.LONGEST,
        base=HERE.replace("{code}", record.meeting.code),
    )  # fmt: skip


@page
async def save(request: Request) -> Response:
    """What was agreed about one action."""
    form, staff = await read_form(request), await staff_with(request, MANAGERS)
    record = await record_to_change(request, staff)
    reference = form.get("reference")
    try:
        made = Terms(_binding(form), form.get("means"), form.get("measure"))
        await agreeing.agree(web_of(request).store, record, staff, reference, made)
    except Refusal as refusal:
        return _show(request, staff, record, Came(refusal, form))
    return after(f"{HERE.replace('{code}', record.meeting.code)}#{reference}")


def _binding(form: Form) -> Binding | None:
    chosen = form.get("binding")
    if chosen and chosen not in list(Binding):
        raise Malformed("form.unclear")
    return Binding(chosen) if chosen else None


ROUTES = [Route(HERE, terms), Route(HERE, save, methods=["POST"])]
