"""The page on which participants read the draft of the minutes and react, item by item."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.documents import NotMade, make_documents
from bot.web.context import web_of
from bot.web.forms import Form, fresh_key, read_form
from bot.web.participant import inside, spoken_by
from bot.web.phone import frame
from bot.web.problems import Unreadable, status_of
from bot.web.rendering import after, page, render, told
from exports.editions import Edition
from exports.orders import Order
from sessions.actions import reviewing
from sessions.errors import Clash, Refusal
from sessions.people import Participant
from sessions.record import Record


@page
async def check(request: Request) -> Response:
    record, who = await inside(request)
    return _check(request, record, who)


def _check(
    request: Request, record: Record, who: Participant, refusal: Refusal | None = None,
    form: Form | None = None,
) -> Response:  # fmt: skip
    """A field per item while the round is open; one's own reactions stand beside it."""
    if record.review.last_day is None:
        raise Clash("review.closed")
    language = spoken_by(request, who)
    mine = [r for r in record.review.reactions if r.by == who.pseudonym]
    return render(
        request, "phone/check.html", status=status_of(refusal) if refusal else 200,
        language=language, mine=mine, form=form or Form(), key=fresh_key(),
        last_day=record.review.last_day, final=record.review.adopted,
        taking=record.review.takes_reactions(reviewing.today()),
        said=told(refusal, language) if refusal else "", **frame(record, who),
    )  # fmt: skip


@page
async def react(request: Request) -> Response:
    """One reaction; what is refused comes back with what was typed."""
    form = await read_form(request)
    record, who = await inside(request)
    said, item = form.get("text"), form.number("item") or 0
    try:
        key = form.key({"text": said})
        await reviewing.react(web_of(request).store, record, who, reviewing.Saying(item, said, key))
    except Refusal as refusal:
        return _check(request, record, who, refusal, form)
    return after(f"/m/{record.meeting.code}/verslag#onderdeel-{item}")


@page
async def draft(request: Request) -> Response:
    """The minutes as they stand, in the public edition, for whoever took part."""
    record, _ = await inside(request)
    if record.review.last_day is None:
        raise Clash("review.closed")
    order = Order("minutes", "html", Edition.PUBLIC)
    try:
        made = await make_documents(record, [order])
    except NotMade as failure:
        raise Unreadable(failure.key, 503, **failure.values) from None
    return Response(made[order.name], media_type=order.media_type)


ROUTES = [
    Route("/m/{code}/verslag", check),
    Route("/m/{code}/verslag", react, methods=["POST"]),
    Route("/m/{code}/exports/concept.html", draft),
]
