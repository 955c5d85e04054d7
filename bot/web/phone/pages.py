"""The participant's pages: what is asked now, what they gave, and the forms on them."""

import re
from datetime import UTC, datetime
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.conversation.landed import (
    in_a_sentence,
    in_the_vision,
    is_adopted,
    vision_to_read,
    where_it_stands,
)
from bot.conversation.texts import words_in
from bot.web.context import headers_of, web_of
from bot.web.forms import Form, read_form
from bot.web.phone.door import door_for
from bot.web.phone.given import given
from bot.web.phone.mail_wish import MailWish, wish_for
from bot.web.phone.ready import asks_for_now, shared_kind
from bot.web.phone.stage import Refused, Visit, Wish, frame, now
from bot.web.problems import status_of
from bot.web.rendering import after, page, remember_language, render, told
from bot.web.who import NotSignedIn, participant_cookie, participant_of, token_in
from bot.web.wording import LANGUAGES, Wording
from exports.calendar import planning_calendar
from exports.edition import Edition
from exports.personal_data import programme_without_personal_data
from sessions.actions import answering, arriving, envisioning, returning
from sessions.actions.answering import IncomingAnswer
from sessions.errors import Refusal
from sessions.meeting import plain_code
from sessions.people import Participant
from sessions.record import Record
from sessions.vision import Vision

YES_NO = {"yes": True, "no": False}
REFERENCE = re.compile(r"B\d{1,2}\.\d{1,3}-\d{1,6}")


class Own(NamedTuple):
    """What is somebody's alone: the code for another phone, and where their mail goes."""

    code: str = ""
    mail: MailWish = MailWish()


NOTHING_OWN = Own()


async def inside(request: Request) -> tuple[Record, Participant]:
    """The meeting as it stands and who looks at it; raise `NotSignedIn` for anybody else."""
    code = plain_code(request.path_params["code"])
    web = web_of(request)
    _, who = await participant_of(web, headers_of(request), code)
    record = await web.store.record(code)
    return record, record.participants[who.pseudonym]


@page
async def look(request: Request) -> Response:
    """The page “Nu”; for whoever did not come in yet, the door."""
    try:
        record, who = await inside(request)
    except NotSignedIn:
        return await door_for(request)
    return _as_others_get_it(request, record, who) or await show(request, record, who)


async def _code(request: Request, record: Record, who: Participant) -> str:
    """What somebody types on another phone to go on there."""
    web, cookie = web_of(request), participant_cookie(record.meeting.code)
    token = token_in(headers_of(request), cookie)
    return await returning.show_code(web.store, record, who, token)


async def show(
    request: Request, record: Record, who: Participant, refusal: Refusal | None = None,
    form: Form | None = None,
) -> Response:  # fmt: skip
    w = Wording(spoken_by(request, who))
    refused = Refused(told(refusal, w.language), form or Form()) if refusal else None
    visit = Visit(record, who, w, _wish(request, form), refused)
    own = await _own(request, record, who) if record.meeting.closed_at else NOTHING_OWN
    return _laid_out(request, visit, own, status_of(refusal) if refusal else 200)


def _as_others_get_it(request: Request, record: Record, who: Participant) -> Response | None:
    """The page that many get alike, if it was asked for by its own address and with no wish."""
    if not asks_for_now(request.scope):
        return None
    if (kind := shared_kind(record, who, headers_of(request))) is None:
        return None
    return web_of(request).shared.page(
        record, kind, lambda: _laid_out(request, kind.visitor.visit(record))
    )


async def _own(request: Request, record: Record, who: Participant) -> Own:
    """What only the farewell shows."""
    return Own(await _code(request, record, who), await wish_for(request, record, who))


def _laid_out(
    request: Request, visit: Visit, own: Own = NOTHING_OWN, status: int = 200
) -> Response:
    return render(
        request, "phone/now.html", status=status, language=visit.w.language, return_code=own.code,
        mail=own.mail, **now(visit),
    )  # fmt: skip


def spoken_by(request: Request, who: Participant) -> str:
    """What was just chosen on the page, else the language that they came in with."""
    chosen = request.query_params.get("taal", "")
    return chosen if chosen in LANGUAGES else who.language


def _wish(request: Request, form: Form | None) -> Wish:
    asked = Form(list(request.query_params.items()))
    change = form.get("replaces") if form else asked.get("verander")
    step = form.number("step") if form else asked.number("stap")
    saved = asked.get("opgeslagen")
    return Wish(change, step, saved if REFERENCE.fullmatch(saved) else "")


@page
async def give(request: Request) -> Response:
    """An answer from a form; what is refused comes back with everything that was typed."""
    form = await read_form(request)
    record, who, number = *(await inside(request)), request.path_params["number"]
    try:
        body = form.answer()
        draft = IncomingAnswer(number, body, form.key(body))
        kept = await answering.answer(web_of(request).store, record, who, draft)
    except Refusal as refusal:
        return await show(request, record, who, refusal, form)
    await _note_quotable(request, record, who, form)
    step = form.number("step")
    for_another = "on_behalf_of" in body
    wish = f"?stap={step}" if step else f"?opgeslagen={kept.reference}" if for_another else ""
    return after(f"/m/{record.meeting.code}{wish}")


async def _note_quotable(request: Request, record: Record, who: Participant, form: Form) -> None:
    said = YES_NO.get(form.get("quotable"))
    if said is not None:
        correction = arriving.Correction(quotable=said)
        await arriving.correct(web_of(request).store, record, who, correction)


@page
async def take_back(request: Request) -> Response:
    """Withdraw one contribution."""
    form = await read_form(request)
    record, who = await inside(request)
    number, reference = request.path_params["number"], form.get("reference") or None
    try:
        await answering.withdraw(web_of(request).store, record, who, number, reference)
    except Refusal as refusal:
        return await show(request, record, who, refusal)
    back = "/mijn-inbreng" if form.get("back") else "#inbreng"
    return after(f"/m/{record.meeting.code}{back}")


@page
async def mine(request: Request) -> Response:
    """Everything somebody gave, and who they are."""
    record, who = await inside(request)
    return await _mine(request, record, who)


async def _mine(
    request: Request, record: Record, who: Participant, refusal: Refusal | None = None,
    form: Form | None = None,
) -> Response:  # fmt: skip
    w = Wording(spoken_by(request, who))
    ended = record.meeting.closed_at is not None
    words, shown = words_in(w.language), vision_to_read(record) if ended else Vision()
    found = where_it_stands(record, shown) if ended else {}
    became = {r: in_a_sentence(at, words) for r, at in found.items()}
    quoted = {r: in_the_vision(at, shown, words) for r, at in found.items()}
    return render(
        request, "phone/mine.html", status=status_of(refusal) if refusal else 200,
        language=w.language, given=given(record, who, w), form=form or Form(),
        said=told(refusal, w.language) if refusal else "", became=became, quoted=quoted,
        draft_is_out=bool(record.review.last_day or record.review.adopted),
        adopted=is_adopted(record), wished=who.pseudonym in record.wishes,
        return_code=await _code(request, record, who), **frame(record, who),
    )  # fmt: skip


@page
async def me(request: Request) -> Response:
    """What somebody changes about themselves: name, language, quotable, table, pen, leaving."""
    form = await read_form(request)
    record, who = await inside(request)
    home = f"/m/{record.meeting.code}"
    store = web_of(request).store
    try:
        if "pen" in form:
            await arriving.pass_pen(store, record, who, form.get("pen"))
        elif "adopted" in form:
            await envisioning.wish(store, record, who, wanted=form.get("adopted") == "yes")
        elif "table" in form:
            await arriving.sit(store, record, who, form.number("table"))
        else:
            await arriving.correct(store, record, who, _correction(form))
    except Refusal as refusal:
        return await _mine(request, record, who, refusal, form)
    response = after(f"{home}{_place_after(form)}")
    if form.get("language") in LANGUAGES:
        remember_language(request, response, form.get("language"))
    return response


def _place_after(form: Form) -> str:
    """The page to go on with: where somebody was, or where they see what they changed."""
    if "back" in form:
        return "/vraag" if form.get("back") == "/vraag" else ""
    return "" if any(name in form for name in ("pen", "table", "left")) else "/mijn-inbreng"


def _correction(form: Form) -> arriving.Correction:
    return arriving.Correction(
        quotable=YES_NO.get(form.get("quotable")),
        name=form.get("name") if "name" in form else None,
        language=form.get("language") if form.get("language") in LANGUAGES else None,
        left=YES_NO.get(form.get("left")),
    )


@page
async def planning(request: Request) -> Response:
    """The dates of the programme for a calendar: when the minutes come is one of them."""
    record, _ = await inside(request)
    meeting = record.meeting
    bare = programme_without_personal_data(record, Edition.PUBLIC)
    made = planning_calendar(bare.planning, meeting.code, datetime.now(UTC))
    named = {"Content-Disposition": f'attachment; filename="planning-b{meeting.number}.ics"'}
    return Response(made, media_type="text/calendar", headers=named)


@page
async def back(request: Request) -> Response:
    """Whoever reloads the address of a form is led to the page that the form was on."""
    return after(f"/m/{plain_code(request.path_params['code'])}")


ROUTES = [
    Route("/m/{code}/mijn-inbreng", mine),
    Route("/m/{code}/planning.ics", planning),
    Route("/m/{code}/ik", me, methods=["POST"]),
    Route("/m/{code}/onderdelen/{number:number}", give, methods=["POST"]),
    Route("/m/{code}/onderdelen/{number:number}/intrekken", take_back, methods=["POST"]),
    Route("/m/{code}/{form:path}", back),
]
