"""The page on which the coordinator adds to the minutes, has them checked, and adopts them."""

from asyncio import to_thread
from collections.abc import Awaitable, Callable, Mapping
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.console.page import leading
from bot.web.context import Web, web_of
from bot.web.forms import Form, fresh_key, read_form
from bot.web.problems import status_of
from bot.web.rendering import after, page, render, told
from bot.web.wording import language_of
from sessions.actions import mailing, reviewing, under_way
from sessions.actions.reviewing import Judgement, Saying
from sessions.errors import Malformed, Refusal
from sessions.people import Staff
from sessions.record import Record
from sessions.reviewing import Verdict, has_moved, is_newer
from sessions.storage.store import Store


@page
async def minutes(request: Request) -> Response:
    record, staff = await leading(request)
    reviewing.check_keeps(staff, record)
    return await _minutes(request, record)


async def _minutes(
    request: Request, record: Record, refusal: Refusal | None = None, form: Form | None = None
) -> Response:
    """The additions and reactions as they stand; what was typed and refused stays."""
    language, web = language_of(request), web_of(request)
    adoption = web.adoptions.of(record.meeting.code)
    failed = adoption.refusal if adoption and adoption.ended else None
    asked, came_back = await mailing.tally(web.store, record)
    return render(
        request, "coordination/minutes.html", status=status_of(refusal) if refusal else 200,
        language=language, record=record, meeting=record.meeting, code=record.meeting.code,
        review=record.review, form=form or Form(), key=fresh_key(), today=reviewing.today(),
        taking=record.review.takes_reactions(reviewing.today()),
        moved=has_moved(record), newer=await to_thread(is_newer, record),
        asked=asked, came_back=came_back,
        said=told(refusal, language) if refusal else "",
        adoption=adoption if adoption and not adoption.ended else None,
        standing=None if record.review.adopted else await under_way.standing(web.store, record),
        failed=told(failed, language) if failed else "",
    )  # fmt: skip


@page
async def change(request: Request) -> Response:
    """One of the buttons on the page."""
    form = await read_form(request)
    record, staff = await leading(request)
    try:
        await _carry_out(web_of(request), record, staff, form)
    except Refusal as refusal:
        reviewing.check_keeps(staff, record)
        fresh = await web_of(request).store.record(record.meeting.code)
        return await _minutes(request, fresh, refusal, form)
    return after(f"/regie/{record.meeting.code}/verslag")


async def _carry_out(web: Web, record: Record, staff: Staff, form: Form) -> None:
    """Adopting takes a while: it goes on beside this page, which shows how far it is."""
    store = web.store
    if form.get("do") == "adopt":
        await web.adoptions.start(store, record, staff)
        return
    if form.get("do") not in ORDERS:
        raise Malformed("form.unclear")
    await ORDERS[form.get("do")](store, record, staff, form)


async def _add(store: Store, record: Record, staff: Staff, form: Form) -> None:
    said = form.get("text")
    key = form.key({"text": said})
    corrects = form.get("sort") == "correction"
    await reviewing.add(store, record, staff, Saying(form.number("item") or 0, said, key, corrects))


async def _undo(store: Store, record: Record, staff: Staff, form: Form) -> None:
    await reviewing.take_back(store, record, staff, form.number("number") or 0)


async def _plan(store: Store, record: Record, staff: Staff, form: Form) -> None:
    await reviewing.plan(store, record, staff, _day(form))


async def _open(store: Store, record: Record, staff: Staff, form: Form) -> None:
    await reviewing.open_round(store, record, staff, _day(form))


async def _issue(store: Store, record: Record, staff: Staff, _form: Form) -> None:
    await reviewing.issue(store, record, staff)


def _day(form: Form) -> date:
    try:
        return date.fromisoformat(form.get("day"))
    except ValueError:
        raise Malformed("review.which_day") from None


async def _judge(store: Store, record: Record, staff: Staff, form: Form) -> None:
    try:
        verdict = Verdict(form.get("verdict"))
    except ValueError:
        raise Malformed("form.unclear") from None
    number = form.number("number") or 0
    because, seen = form.get("because"), form.get("seen")
    key = form.key({"number": number, "verdict": verdict.value, "because": because})
    made = Judgement(number, verdict, because, seen, key)
    await reviewing.judge(store, record, staff, made)


ORDERS: Mapping[str, Callable[[Store, Record, Staff, Form], Awaitable[None]]] = {
    "add": _add,
    "undo": _undo,
    "plan": _plan,
    "open": _open,
    "issue": _issue,
    "judge": _judge,
}
"""What each button asks for."""

ROUTES = [
    Route("/regie/{code}/verslag", minutes),
    Route("/regie/{code}/verslag", change, methods=["POST"]),
]
