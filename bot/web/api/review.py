"""The JSON API of the check round: what participants say of the draft, and how it ends."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.documents import NotMade
from bot.web.api.crew import once
from bot.web.body import Body, read_model
from bot.web.context import headers_of, web_of
from bot.web.problems import Unreadable
from bot.web.who import NotSignedIn, participant_of, runner_of
from exports.afterwards import day_json
from sessions import references
from sessions.actions import reviewing
from sessions.actions.reviewing import Judgement, Saying
from sessions.errors import Malformed
from sessions.meeting import Scheduled, plain_code
from sessions.people import Participant, Staff
from sessions.record import Record
from sessions.reviewing import Reaction, Verdict, has_moved

Text = Annotated[str, Field(max_length=4_000)]

KEY_LIMIT = 100
"""Characters in an idempotency key of a reaction: it is kept together with whose it is."""


class ReactionBody(Body):
    """`POST …/reactions`: about an item, or at 0 about the minutes as a whole."""

    item: Annotated[int, Field(ge=0, le=999)] = 0
    text: Text


class RewordingBody(Body):
    """`PUT …/reactions/{number}`: what takes the place of one's own words."""

    text: Text


class VerdictBody(Body):
    """`PUT …/reactions/{number}/verdict`: `seen` is the stamp of the words it is about."""

    verdict: Literal["adopted", "not_adopted"]
    because: Text = ""
    seen: Annotated[str, Field(max_length=64)] = ""


class RoundBody(Body):
    """`PUT …/review`: people may react until the end of this day."""

    last_day: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]


async def review(request: Request) -> Response:
    """One's own reactions beside the items; for the coordinator everybody's, without who."""
    web, headers, code = web_of(request), headers_of(request), request.path_params["code"]
    try:
        _, who = await participant_of(web, headers, code)
    except NotSignedIn:
        record, _ = await _kept(request)
        return JSONResponse(_for_the_coordinator(record))
    return JSONResponse(_for_a_participant(await web.store.record(code), who))


async def open_round(request: Request) -> Response:
    """Open the round, or move its last day."""
    record, staff = await _kept(request)
    body = await read_model(request, RoundBody)
    try:
        last_day = date.fromisoformat(body.last_day)
    except ValueError:
        raise Malformed("review.which_day") from None
    await reviewing.open_round(web_of(request).store, record, staff, last_day)
    return await review(request)


async def issue(request: Request) -> Response:
    """Number the draft, before it goes elsewhere; the same draft keeps the number it has."""
    record, staff = await _kept(request)
    await reviewing.issue(web_of(request).store, record, staff)
    return await review(request)


async def react(request: Request) -> Response:
    """A reaction; the same under the same key is the same one."""
    record, who = await _inside(request)
    body = await read_model(request, ReactionBody)
    said = Saying(body.item, body.text, _key(request))
    number = await reviewing.react(web_of(request).store, record, who, said)
    return await _thanks(request, number, 201)


async def reword(request: Request) -> Response:
    """Other words for one's own reaction; a decision about the old ones falls away."""
    record, who = await _inside(request)
    number = request.path_params["number"]
    body = await read_model(request, RewordingBody)
    said = Saying(0, body.text, _key(request), replaces=number)
    await reviewing.react(web_of(request).store, record, who, said)
    return await _thanks(request, number)


async def withdraw(request: Request) -> Response:
    """Take one's own reaction back; taken back twice is taken back."""
    record, who = await _inside(request)
    number = request.path_params["number"]
    gone = any(
        r.number == number and r.by == who.pseudonym and r.withdrawn
        for r in record.review.reactions
    )
    if not gone:
        await reviewing.withdraw(web_of(request).store, record, who, number)
    return await _thanks(request, number)


async def judge(request: Request) -> Response:
    """What the coordinator does with a reaction, and why."""
    record, staff = await _kept(request)
    number = request.path_params["number"]
    body = await read_model(request, VerdictBody)
    key = once(request, body.model_dump())
    made = Judgement(number, Verdict(body.verdict), body.because, body.seen, key)
    await reviewing.judge(web_of(request).store, record, staff, made)
    return await _thanks(request, number)


async def adopt(request: Request) -> Response:
    """Make the minutes final; who asks again while nothing changed gets the same answer."""
    record, staff = await _kept(request)
    if record.review.adopted is None or has_moved(record):
        try:
            await web_of(request).adoptions.carry_out(web_of(request).store, record, staff)
        except NotMade as failure:
            raise Unreadable(failure.key, 503, **failure.values) from None
    record = await web_of(request).store.record(record.meeting.code)
    return JSONResponse(_adopted(record))


async def _inside(request: Request) -> tuple[Record, Participant]:
    """Who took part, with the record as it is now."""
    web, code = web_of(request), request.path_params["code"]
    _, who = await participant_of(web, headers_of(request), code)
    return await web.store.record(code), who


async def _kept(request: Request) -> tuple[Record, Staff]:
    """The coordinator who keeps these minutes."""
    web, code = web_of(request), request.path_params["code"]
    record, staff = await runner_of(web, headers_of(request), code)
    reviewing.check_keeps(staff, record)
    return record, staff


def _key(request: Request) -> str:
    key = request.headers.get("idempotency-key", "")
    if not key or len(key) > KEY_LIMIT or not key.isprintable():
        raise Malformed("answer.key_missing", limit=KEY_LIMIT)
    return key


async def _thanks(request: Request, number: int, status: int = 200) -> Response:
    record = await web_of(request).store.record(plain_code(request.path_params["code"]))
    kept = next(r for r in record.review.reactions if r.number == number)
    return JSONResponse({"saved": True, **_reaction(kept)}, status)


def _for_a_participant(record: Record, who: Participant) -> dict[str, Any]:
    return {
        **_round(record),
        "draft": f"/m/{record.meeting.code}/exports/concept.html" if _is_out(record) else None,
        "items": [_item(record, each) for each in record.running_order],
        "reactions": [_reaction(each) for each in record.review.by(who.pseudonym)],
    }


def _for_the_coordinator(record: Record) -> dict[str, Any]:
    return {
        **_round(record),
        "draft": f"/api/v1/meetings/{record.meeting.code}/exports/minutes.html",
        "items": [_item(record, each) for each in record.running_order],
        "reactions": _with_stamps(record.review.reactions),
    }


def _round(record: Record) -> dict[str, Any]:
    found = record.review
    return {
        "planned": day_json(found.planned),
        "last_day": day_json(found.last_day),
        "takes_reactions": found.takes_reactions(reviewing.today()),
        "issue": found.issue,
        "adopted": _adopted(record),
    }


def _is_out(record: Record) -> bool:
    return record.review.last_day is not None or record.review.adopted is not None


def _item(record: Record, scheduled: Scheduled) -> dict[str, Any]:
    """An item as it was asked; its reference is its place in the draft."""
    return {
        "number": scheduled.number,
        "reference": references.item(record.meeting.number, scheduled.number),
        "kind": scheduled.item.kind,
        "title": scheduled.item.title,
        "text": scheduled.item.text,
    }


def _reaction(said: Reaction) -> dict[str, Any]:
    return {
        "number": said.number,
        "reference": said.reference,
        "item": said.item,
        "text": said.text,
        "verdict": said.verdict.value if said.verdict else None,
        "because": said.because,
        "withdrawn": said.withdrawn,
    }


def _with_stamps(reactions: Iterable[Reaction]) -> list[dict[str, Any]]:
    """With what a decision says which words it is about."""
    return [{**_reaction(each), "seen": each.stamp} for each in reactions]


def _adopted(record: Record) -> dict[str, Any] | None:
    adopted = record.review.adopted
    if adopted is None:
        return None
    return {
        "at": adopted.at.isoformat(),
        "issue": adopted.issue,
        "version": adopted.version,
        "digest": adopted.digest,
        "changed_since": has_moved(record),
    }
