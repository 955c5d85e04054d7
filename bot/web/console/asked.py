"""The page on which questions are left out of minutes and vision, and taken in again."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.console.page import leading
from bot.web.context import web_of
from bot.web.forms import Form, fresh_key, read_form
from bot.web.problems import status_of
from bot.web.rendering import after, page, render, told
from bot.web.wording import language_of
from exports.answers import is_open
from sessions.actions import leaving_out
from sessions.actions.leaving_out import LONGEST_REASON, Leaving
from sessions.errors import Malformed, Refusal
from sessions.people import Staff
from sessions.record import QuestionAsked, Record

ASKED = "/regie/{code}/vragen"

Numbered = list[tuple[int, QuestionAsked]]


@page
async def asked(request: Request) -> Response:
    record, _ = await leading(request)
    return _asked(request, record)


def _asked(
    request: Request, record: Record, refusal: Refusal | None = None, form: Form | None = None
) -> Response:
    """The questions as they stand; what was chosen, typed and refused stays."""
    language, review = language_of(request), record.review
    numbered = list(enumerate(record.asked, start=1))
    inside = [(n, each) for n, each in numbered if each.reference not in review.out]
    return render(
        request, "console/asked.html", status=status_of(refusal) if refusal else 200,
        language=language, record=record, meeting=record.meeting, code=record.meeting.code,
        groups=_groups(inside), out=[(n, a) for n, a in numbered if a.reference in review.out],
        reasons=dict.fromkeys(each.reason for each in review.left_out if each.reason),
        form=form or Form(), key=fresh_key(), longest=LONGEST_REASON,
        said=told(refusal, language) if refusal else "",
    )  # fmt: skip


def _groups(inside: Numbered) -> dict[str, Numbered]:
    """Those without an answer first: they go into the vision as what nobody knows yet."""
    return {
        "open": [(n, each) for n, each in inside if is_open(each)],
        "answered": [(n, each) for n, each in inside if not is_open(each)],
    }


@page
async def change(request: Request) -> Response:
    """Leave the chosen questions out, or take one in again."""
    form = await read_form(request)
    record, staff = await leading(request)
    try:
        await _carry_out(request, record, staff, form)
    except Refusal as refusal:
        fresh = await web_of(request).store.record(record.meeting.code)
        return _asked(request, fresh, refusal, form)
    return after(f"/regie/{record.meeting.code}/vragen")


async def _carry_out(request: Request, record: Record, staff: Staff, form: Form) -> None:
    store, numbers = web_of(request).store, [int(n) for n in form.all("number") if _is_number(n)]
    if form.get("do") == "leave_out":
        key = form.key({"numbers": numbers, "reason": form.get("reason")})
        leaving = Leaving(tuple(numbers), form.get("reason"), key)
        await leaving_out.leave_out(store, record, staff, leaving)
    elif form.get("do") == "take_in":
        number = form.number("number") or 0
        await leaving_out.take_in(store, record, staff, number, form.key({"back": number}))
    else:
        raise Malformed("form.unclear")


def _is_number(text: str) -> bool:
    return Form([("number", text)]).number("number") is not None


ROUTES = [Route(ASKED, asked), Route(ASKED, change, methods=["POST"])]
