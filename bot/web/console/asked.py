"""The page on which questions are left out of minutes and vision, and taken in again."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.console.page import leading
from bot.web.context import web_of
from bot.web.forms import Form, fresh_key, read_form
from bot.web.problems import status_of
from bot.web.rendering import after, page, render, told
from bot.web.wording import language_of
from exports.answers import is_open, plainly
from sessions.actions import leaving_out
from sessions.actions.leaving_out import LONGEST_REASON, Leaving
from sessions.errors import Malformed, Refusal
from sessions.people import Staff
from sessions.record import QuestionAsked, Record
from sessions.reviewing import LeftOut

ASKED = "/regie/{code}/vragen"
LONGEST_NUMBER = 6
"""Digits of a number: more questions than any evening has."""


@dataclass(frozen=True)
class Alike:
    """One question, with the number of each time that it was asked."""

    question: str
    numbers: tuple[int, ...]
    references: tuple[str, ...]
    left: LeftOut | None = None

    @property
    def times(self) -> int:
        return len(self.numbers)

    @property
    def value(self) -> str:
        """What a form sends for all of them."""
        return " ".join(map(str, self.numbers))


@page
async def asked(request: Request) -> Response:
    record, _ = await leading(request)
    return _asked(request, record)


def _asked(
    request: Request, record: Record, refusal: Refusal | None = None, form: Form | None = None
) -> Response:
    """The questions as they stand; what was chosen, typed and refused stays."""
    language, review = language_of(request), record.review
    return render(
        request, "console/asked.html", status=status_of(refusal) if refusal else 200,
        language=language, record=record, meeting=record.meeting, code=record.meeting.code,
        groups=_groups(record), chosen=_numbers(form or Form()),
        reasons=dict.fromkeys(each.reason for each in review.left_out if each.reason),
        form=form or Form(), key=fresh_key(), longest=LONGEST_REASON,
        said=told(refusal, language) if refusal else "",
    )  # fmt: skip


def _groups(record: Record) -> dict[str, list[Alike]]:
    """Those without an answer first: they go into the vision as what nobody knows yet.

    What was asked in the same words stands there once; of what was left out also the reason counts.
    """
    out = record.review.out
    kept: dict[tuple[str, ...], list[tuple[int, QuestionAsked]]] = {}
    for number, each in enumerate(record.asked, start=1):
        left = out.get(each.reference)
        group = "out" if left else "open" if is_open(each) else "answered"
        place = (group, plainly(each.question), left.reason if left else "")
        kept.setdefault(place, []).append((number, each))
    groups: dict[str, list[Alike]] = {"open": [], "answered": [], "out": []}
    for (group, *_), found in kept.items():
        numbers, asked = zip(*found, strict=True)
        references = tuple(each.reference for each in asked)
        alike = Alike(asked[0].question, numbers, references, out.get(references[0]))
        groups[group].append(alike)
    return groups


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
    store, numbers = web_of(request).store, _numbers(form)
    if form.get("do") == "leave_out":
        key = form.key({"numbers": numbers, "reason": form.get("reason")})
        leaving = Leaving(tuple(numbers), form.get("reason"), key)
        await leaving_out.leave_out(store, record, staff, leaving)
    elif form.get("do") == "take_in":
        await leaving_out.take_in(store, record, staff, numbers, form.key({"back": numbers}))
    else:
        raise Malformed("form.unclear")


def _numbers(form: Form) -> list[int]:
    """A tick stands for each time that something was asked."""
    said = " ".join(form.all("number")).split()
    return [int(n) for n in said if n.isascii() and n.isdecimal() and len(n) <= LONGEST_NUMBER]


ROUTES = [Route(ASKED, asked), Route(ASKED, change, methods=["POST"])]
