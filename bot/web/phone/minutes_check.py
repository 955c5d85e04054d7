"""The page on which participants read the draft of the minutes and react, item by item."""

from collections.abc import Iterator
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.documents import NotMade
from bot.web.context import base_url, web_of
from bot.web.drafts import PAGE
from bot.web.forms import Form, fresh_key, read_form
from bot.web.phone.door import door_for
from bot.web.phone.mail_wish import wish_for
from bot.web.phone.pages import inside, spoken_by
from bot.web.phone.stage import frame
from bot.web.problems import Unreadable, status_of
from bot.web.rendering import after, page, render, told
from bot.web.who import NotSignedIn
from bot.web.wording import Wording
from exports.calendar import Event, calendar_of
from sessions.actions import reviewing
from sessions.actions.reviewing import Saying
from sessions.errors import Clash, Refusal
from sessions.people import Participant
from sessions.record import Record
from sessions.reviewing import Review, has_moved


@page
async def check(request: Request) -> Response:
    """On another phone the same address is a door, where the code of the first one is typed."""
    try:
        record, who = await inside(request)
    except NotSignedIn:
        return await door_for(request)
    return await show(request, record, who)


async def show(
    request: Request, record: Record, who: Participant, refusal: Refusal | None = None,
    form: Form | None = None,
) -> Response:  # fmt: skip
    """A field per item while the round is open; one's own reactions stand beside it."""
    language, review = spoken_by(request, who), record.review
    return render(
        request, "phone/check.html", status=status_of(refusal) if refusal else 200,
        language=language, review=review, mine=review.by(who.pseudonym), moved=has_moved(record),
        form=form or Form(), key=fresh_key(), taking=review.takes_reactions(reviewing.today()),
        mail=await wish_for(request, record, who),
        said=told(refusal, language) if refusal else "", **frame(record, who),
    )  # fmt: skip


@page
async def react(request: Request) -> Response:
    """One reaction, said, changed or taken back; what is refused comes back as it was typed."""
    form = await read_form(request)
    record, who = await inside(request)
    try:
        await _react(request, record, who, form)
    except Refusal as refusal:
        return await show(request, record, who, refusal, form)
    return after(f"/m/{record.meeting.code}/verslag#onderdeel-{form.number('item') or 0}")


async def _react(request: Request, record: Record, who: Participant, form: Form) -> None:
    store, text, replaces = web_of(request).store, form.get("text"), form.number("replaces") or 0
    if number := form.number("withdraw"):
        await reviewing.withdraw(store, record, who, number)
        return
    item, key = form.number("item") or 0, form.key({"text": text})
    await reviewing.react(store, record, who, Saying(item, text, key, replaces=replaces))


@page
async def draft(request: Request) -> Response:
    """The minutes as they stand or were adopted, in the public edition, for who took part."""
    record, _ = await inside(request)
    if record.review.last_day is None and record.review.adopted is None:
        raise Clash("review.closed")
    web = web_of(request)
    try:
        made = await web.drafts.of(web.store, record)
    except NotMade as failure:
        raise Unreadable(failure.key, 503, **failure.values) from None
    return Response(made, media_type=PAGE.media_type)


@page
async def days(request: Request) -> Response:
    """When the draft comes and until when one can react, for a calendar."""
    record, who = await inside(request)
    code, w = record.meeting.code, Wording(spoken_by(request, who))
    page_there = f"{base_url(request)}/m/{code}/verslag"
    made = calendar_of(_days(record.review, w, page_there), code, datetime.now(UTC))
    named = {"Content-Disposition": f'attachment; filename="verslag-b{record.meeting.number}.ics"'}
    return Response(made, media_type="text/calendar", headers=named)


def _days(review: Review, w: Wording, page_there: str) -> Iterator[Event]:
    if review.planned and not review.last_day:
        yield "concept", review.planned, w("draft.in_calendar"), page_there
    if review.last_day:
        yield "reageren", review.last_day, w("draft.last_in_calendar"), page_there


ROUTES = [
    Route("/m/{code}/verslag", check),
    Route("/m/{code}/verslag", react, methods=["POST"]),
    Route("/m/{code}/verslag.ics", days),
    Route("/m/{code}/exports/concept.html", draft),
]
