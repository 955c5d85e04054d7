"""The JSON API for those who run meetings: agendas, items, notes, contributions, record."""

import asyncio
import json
from hashlib import sha256
from typing import Annotated, Any

from pydantic import Field, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.conversation.texts import sentence
from bot.web.body import Body, parse, read_model, receive_body
from bot.web.context import base_url, headers_of, language_in, web_of
from bot.web.devices import device_of
from bot.web.problems import Unreadable
from bot.web.who import known_staff, runner_of
from exports.data import record_document
from sessions.actions import arriving, noting, planning, running
from sessions.actions.noting import Marking, PersonsAnswer, Remark
from sessions.actions.planning import Newcomer
from sessions.agenda import FaultyAgendaError, read_agenda
from sessions.errors import Malformed
from sessions.items import read_item
from sessions.meeting import plain_code
from sessions.people import Role
from sessions.record import NoteKind

Text = Annotated[str, Field(max_length=4_000)]
Word = Annotated[str, Field(max_length=200)]

LONGEST_KEY = 180
"""Characters in an idempotency key, so that it fits with what it was sent for."""


class OrderBody(Body):
    """`POST …/items/{item}/{verb}`: `extend` takes minutes, `move` a place, `reopen` a round."""

    minutes: Annotated[int, Field(ge=1, le=120)] = 2
    to: Annotated[int, Field(ge=1, le=999)] = 1
    round: Annotated[int, Field(ge=1, le=2)] | None = None


class MessageBody(Body):
    """`POST …/message`."""

    text: Text


class NoteBody(Body):
    """`POST …/notes`: of an action also who and when."""

    kind: Annotated[str, Field(pattern="^(decision|action|note|lesson)$")]
    text: Text
    owner: Word = ""
    by: Word = ""


class MergeBody(Body):
    """`POST …/contributions/{ref}/merge`: into which other; the other verbs need nothing."""

    into: Word = ""


class ReplyBody(Body):
    """`POST …/questions/{number}/answer`."""

    answer: Text


class InviteBody(Body):
    """`POST /staff`."""

    name: Word
    role: Annotated[str, Field(pattern="^(facilitator|coordinator|curator)$")] = "facilitator"


class SignInBody(Body):
    """`POST /sign-in`: the token at the end of a one-time link."""

    token: Word


def once(request: Request, said: object = None) -> str | None:
    """The key of an order, if its sender has one: sent twice it does one thing.

    Under the same key another address, or other words, is something else.
    """
    key = headers_of(request).get(b"idempotency-key", b"").decode("latin-1")
    if not key:
        return None
    if len(key) > LONGEST_KEY or not key.isprintable():
        raise Malformed("answer.key_missing", limit=LONGEST_KEY)
    asked = f"{request.url.path} {json.dumps(said, sort_keys=True)}"
    return f"{key}.{sha256(asked.encode()).hexdigest()[:12]}"


async def make_meeting(request: Request) -> Response:
    """Make a meeting of an agenda, sent as YAML or JSON."""
    staff = await known_staff(request)
    web = web_of(request)
    text = (await receive_body(request.receive)).decode("utf-8", errors="replace")
    try:
        agenda = await asyncio.to_thread(read_agenda, text)
        code = await planning.load(web.store, staff, agenda, once(request, text))
    except FaultyAgendaError as error:
        raise faulty(error, language_in(headers_of(request))) from None
    return JSONResponse({"code": code, "links": links(base_url(request), code)}, 201)


def faulty(error: FaultyAgendaError, language: str) -> Unreadable:
    """All mistakes of an agenda, the first of them as the sentence."""
    told = [
        {"line": m.line, "mistake": sentence(m.key, m.values, language)} for m in error.mistakes
    ]
    return Unreadable(
        "agenda.faulty", 422, count=len(told), line=told[0]["line"], first=told[0]["mistake"],
        mistakes=told,
    )  # fmt: skip


def links(base: str, code: str) -> dict[str, str]:
    return {
        "participants": f"{base}/m/{code}",
        "projector": f"{base}/scherm/{code}",
        "console": f"{base}/regie/{code}",
    }


async def item_verb(request: Request) -> Response:
    """Open, close, reveal, extend, reopen, skip, move or advance one item."""
    web, verb = web_of(request), request.path_params["verb"]
    record, staff = await runner_of(web, headers_of(request), request.path_params["code"])
    if verb not in running.VERBS:
        raise Unreadable("http.404", 404)
    body = await read_model(request, OrderBody)
    said = body.model_dump()
    order = running.RunOrder(verb, request.path_params["number"], **said, key=once(request, said))
    await running.carry_out(web.store, record, staff, order)
    return await _state(request)


async def meeting_verb(request: Request) -> Response:
    """Undo the last move, end the meeting, deal the tables, or let ten more people in."""
    web, verb = web_of(request), request.path_params["verb"]
    record, staff = await runner_of(web, headers_of(request), request.path_params["code"])
    if verb == "undo":
        await running.undo(web.store, record, staff, once(request))
    elif verb == "end":
        await running.end(web.store, record, staff, once(request))
    elif verb == "tables":
        await arriving.deal_tables(web.store, record)
    elif verb == "places":
        await running.make_room(web.store, record, staff, once(request))
    else:
        raise Unreadable("http.404", 404)
    return await _state(request)


async def message(request: Request) -> Response:
    """Show a message to everybody."""
    web = web_of(request)
    record, staff = await runner_of(web, headers_of(request), request.path_params["code"])
    body = await read_model(request, MessageBody)
    await running.announce(web.store, record, staff, body.text, once(request, body.text))
    return await _state(request)


async def add_item(request: Request) -> Response:
    """An item made on the spot; it takes the next free number."""
    web = web_of(request)
    record, staff = await runner_of(web, headers_of(request), request.path_params["code"])
    read = parse(await receive_body(request.receive))
    try:
        item = read_item.validate_python(read)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise Unreadable("http.wrong_field", 422, place=place, why=first["type"]) from None
    number = await running.add_on_the_spot(web.store, record, staff, item, once(request, read))
    return JSONResponse({"number": number}, 201)


async def mark(request: Request) -> Response:
    """Hide, show, pin or merge one contribution on the projector."""
    web, path = web_of(request), request.path_params
    record, staff = await runner_of(web, headers_of(request), path["code"])
    body = await read_model(request, MergeBody)
    marking = Marking(path["reference"], path["verb"], body.into, once(request, body.into))
    marks = await noting.mark(web.store, record, staff, marking)
    return JSONResponse({"hidden": marks.hidden, "shown": marks.shown, "pinned": marks.pinned,
                         "merged_into": marks.merged_into})  # fmt: skip


async def note(request: Request) -> Response:
    """Write down a decision, an action or a note."""
    web = web_of(request)
    record, staff = await runner_of(web, headers_of(request), request.path_params["code"])
    body = await read_model(request, NoteBody)
    key = once(request, body.model_dump())
    remark = Remark(NoteKind(body.kind), body.text, body.owner, body.by, key)
    reference = await noting.note(web.store, record, staff, remark)
    return JSONResponse({"reference": reference}, 201)


async def answer_question(request: Request) -> Response:
    """Answer what the bot could not."""
    web, path = web_of(request), request.path_params
    record, staff = await runner_of(web, headers_of(request), path["code"])
    body = await read_model(request, ReplyBody)
    given = PersonsAnswer(path["number"], body.answer, once(request, body.answer))
    await noting.answer_question(web.store, record, staff, given)
    return JSONResponse({"saved": True})


async def record_json(request: Request) -> Response:
    """Everything said and counted."""
    web = web_of(request)
    record, _ = await runner_of(web, headers_of(request), request.path_params["code"])
    return JSONResponse(record_document(record))


async def invite(request: Request) -> Response:
    """A one-time link for a colleague; coordinators invite for their own programme.

    Under the same key it is a link for the same colleague.
    """
    web, staff = web_of(request), await known_staff(request)
    body = await read_model(request, InviteBody)
    newcomer = Newcomer(body.name, Role(body.role), key=once(request, body.model_dump()))
    _, token = await planning.invite_newcomer(web.store, staff, newcomer)
    return JSONResponse({"link": f"{base_url(request)}/in/{token}"}, 201)


async def sign_in(request: Request) -> Response:
    """Trade the token of a one-time link for one that lasts."""
    web = web_of(request)
    body = await read_model(request, SignInBody)
    return JSONResponse(
        {"token": await planning.sign_in(web.store, body.token, device_of(request))}, 201
    )


async def _state(request: Request) -> Response:
    """Where the meeting stands after what was just done."""
    web = web_of(request)
    record = await web.store.record(plain_code(request.path_params["code"]))
    items: list[dict[str, Any]] = [
        {
            "number": i.number,
            "position": i.position,
            "state": i.state.value,
            "revealed": i.revealed,
            "round": i.round,
            "step": i.step,
        }
        for i in record.running_order
    ]
    return JSONResponse({"version": record.meeting.version, "items": items})
