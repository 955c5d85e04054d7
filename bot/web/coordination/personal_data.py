"""What personal data was found in a meeting or a vision, and what the coordinator decides of it."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.context import web_of
from bot.web.coordination.menu import MANAGERS, NOTHING, Came, show, staff_with
from bot.web.forms import Form, fresh_key, read_form
from bot.web.rendering import after, page
from sessions.actions import envisioning, ruling, staffing
from sessions.actions.ruling import Matter, WantedRuling
from sessions.errors import Refusal
from sessions.meeting import plain_code
from sessions.people import Staff
from sessions.personal_data import Sort
from sessions.rulings import Ruling

MEETING = "/coordinatie/bijeenkomsten/{code}/persoonsgegevens"
VISION = "/visie/{code}/persoonsgegevens"


@dataclass(frozen=True, slots=True)
class Opened:
    """What the page is about: of a meeting, or of the vision and what all meetings share."""

    staff: Staff
    matter: Matter
    rulings: tuple[Ruling, ...]
    shown: dict[str, Any]


async def _opened(request: Request) -> Opened:
    staff, store = await staff_with(request, MANAGERS), web_of(request).store
    record = await store.record_now(plain_code(request.path_params["code"]))
    ruling.check_decides(staff, record.programme.id)
    shown = {"meeting": record.meeting, "programme": record.programme}
    if not _is_about_vision(request):
        return Opened(staff, await ruling.matter_of_meeting(record), record.rulings, shown)
    dossier = await envisioning.open_dossier(store, record.programme.id)
    matter = await ruling.matter_of_programme(dossier)
    return Opened(staff, matter, dossier.vision.rulings, shown)


def _is_about_vision(request: Request) -> bool:
    return request.url.path.startswith("/visie/")


@page
async def listed(request: Request) -> Response:
    return await _list(request, await _opened(request), NOTHING)


async def _list(request: Request, opened: Opened, came: Came) -> Response:
    found = opened.matter.found
    people = await staffing.colleagues(web_of(request).store, opened.staff)
    return show(
        request, opened.staff, "personal_data", came, **opened.shown, key=fresh_key(),
        rulings=opened.rulings, shared=_is_about_vision(request),
        waiting=[f for f in found if f.waits], decided=[f for f in found if f.ruling],
        names={each.id: each.name for each in people},
        numbers=[f for f in found if f.sort is Sort.BSN],
    )  # fmt: skip


@page
async def decide(request: Request) -> Response:
    """Mask one finding, let it stay, or take a decision back."""
    form = await read_form(request)
    opened = await _opened(request)
    try:
        await _carry_out(request, opened, form)
    except Refusal as refusal:
        return await _list(request, opened, Came(refusal, form))
    return after(f"{request.url.path}#{'besloten' if form.get('verb') == 'undo' else 'wacht'}")


async def _carry_out(request: Request, opened: Opened, form: Form) -> None:
    store, staff, matter = web_of(request).store, opened.staff, opened.matter
    if form.get("verb") == "undo":
        await ruling.undo(store, staff, matter, form.number("ruling") or 0)
        return
    decision = WantedRuling(
        form.get("place"), form.get("value"), form.get("verb"),
        everywhere=form.get("everywhere") == "yes", reason=form.get("reason"),
        key=form.get("key")[:180] or None,
    )  # fmt: skip
    await ruling.decide(store, staff, matter, decision)


ROUTES = [
    Route(path, action, methods=methods)
    for path in (MEETING, VISION)
    for action, methods in ((listed, ["GET"]), (decide, ["POST"]))
]
