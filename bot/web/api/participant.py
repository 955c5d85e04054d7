"""The JSON API for participants: join, see, listen, correct oneself, ask."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from bot.conversation import heard
from bot.conversation.reply import Say
from bot.desk import Person
from bot.web.body import Body, as_model, parse, read_model, receive_body
from bot.web.context import Web, headers_of, language_in, web_of
from bot.web.live import stream
from bot.web.problems import failure, problem_response
from bot.web.views import hall, see
from bot.web.who import (
    NotSignedIn,
    participant_of,
    runner_of,
    set_participant_cookie,
)
from sessions.actions import arriving
from sessions.errors import Clash, Refusal
from sessions.items.item import told
from sessions.meeting import plain_code
from sessions.record import QuestionAsked, Record

Word = Annotated[str, Field(max_length=120)]


class JoinBody(Body):
    """`POST /join`."""

    code: Annotated[str, Field(min_length=1, max_length=40)]
    organisation: Word = ""
    kind: Word = ""
    name: Word = ""
    language: Annotated[str, Field(pattern="^(nl|en)?$")] = ""
    quotable: bool | None = None


class MeBody(Body):
    """`PATCH /meetings/{code}/me`: what somebody changes about themselves."""

    quotable: bool | None = None
    name: Word | None = None
    language: Annotated[str, Field(pattern="^(nl|en)$")] | None = None
    organisation: Word | None = None
    kind: Word = ""
    left: bool | None = None


class SeatBody(Body):
    """`PUT /meetings/{code}/seat`: a table, or none; `pen_to` passes the pen on."""

    table: Annotated[int, Field(ge=1, le=99)] | None = None
    pen_to: Word = ""


class AskBody(Body):
    """`POST /meetings/{code}/ask`."""

    question: Annotated[str, Field(min_length=1, max_length=4_000)]


async def join(request: Request) -> Response:
    """Let somebody in by code."""
    web = web_of(request)
    body = await read_model(request, JoinBody)
    said = arriving.Introduction(**body.model_dump())
    address = request.client.host if request.client else ""
    joined = await web.throttle.guard(
        address, plain_code(said.code), lambda: arriving.join(web.store, said)
    )
    response = JSONResponse(
        {"participant": joined.pseudonym, "token": joined.token, "code": joined.code},
        status_code=201,
    )
    set_participant_cookie(web, response, joined)
    return response


async def meeting(request: Request) -> Response:
    """What this participant sees now; for the crew what the hall sees."""
    web, headers, code = web_of(request), headers_of(request), request.path_params["code"]
    try:
        _, who = await participant_of(web, headers, code)
    except NotSignedIn:
        record, _ = await runner_of(web, headers, code)
        return JSONResponse(hall(record))
    record = await web.store.record(code)
    return JSONResponse(see(record, record.participants[who.pseudonym]))


class LiveEndpoint:
    """The stream of versions; `?voor=regie` or `?voor=scherm` hears every change."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        web: Web = scope["app"].state.web
        try:
            code, address = plain_code(scope["path_params"]["code"]), (scope["client"] or [""])[0]
            record = await web.throttle.guard(address, code, lambda: _watched(web, code))
        except Refusal as refusal:
            language = language_in(dict(scope["headers"]))
            await problem_response(refusal, language)(scope, receive, send)
            return
        except Exception as error:  # noqa: BLE001 -- bare ASGI has no one behind it to catch this
            headers = dict(scope["headers"])
            await failure(web, error, headers, scope["path"])(scope, receive, send)
            return
        topic = web.hub.watch(record.meeting.id, crew=b"voor=" in scope["query_string"])
        await stream(web.hub, topic, record.meeting.version, receive, send)


async def _watched(web: Web, code: str) -> Record:
    """The record as it is in memory: a stream needs its version, never its words."""
    return web.store.glance(code) or await web.store.record(code)


async def me(request: Request) -> Response:
    """Correct what somebody said about themselves."""
    web, code = web_of(request), request.path_params["code"]
    record, who = await participant_of(web, headers_of(request), code)
    body = await read_model(request, MeBody)
    await arriving.correct(web.store, record, who, arriving.Correction(**body.model_dump()))
    return await meeting(request)


async def seat(request: Request) -> Response:
    """Sit down at a table, or pass its pen."""
    web, code = web_of(request), request.path_params["code"]
    record, who = await participant_of(web, headers_of(request), code)
    body = as_model(SeatBody, parse(await receive_body(request.receive)))
    if body.pen_to:
        await arriving.pass_pen(web.store, await web.store.record(code), who, body.pen_to)
    else:
        await arriving.sit(web.store, record, who, body.table)
    return await meeting(request)


async def ask(request: Request) -> Response:
    """A question to the bot: an answer with its source, a choice, or an honest no."""
    web, code = web_of(request), request.path_params["code"]
    record, who = await participant_of(web, headers_of(request), code)
    body = await read_model(request, AskBody)
    if record.meeting.closed_at:
        raise Clash("meeting.closed")
    person = Person(f"browser:{who.pseudonym}", code, who.pseudonym)
    said = await web.desk.turn(person, heard.Asked(body.question))
    record = await web.store.record(code)
    asked = (who.pseudonym, told(body.question))
    written = [a for a in record.asked if (a.asker, a.question) == asked]
    return JSONResponse(_answer_view(written[-1] if written else None, said))


def _answer_view(written: QuestionAsked | None, said: list[Say]) -> dict[str, Any]:
    """How the bot says it, and what it wrote down; a choice is written down when it is made."""
    choices = [choice for say in said for choice in say.choices if choice.id]
    return {
        "action": "suggest" if choices else written.action if written else "abstain",
        "said": [say.text for say in said],
        "answer": written.answer if written and not choices else "",
        "entry": (written.entry or None) if written and not choices else None,
        "source": written.source if written and not choices else "",
        "options": [
            {"entry": choice.id.removeprefix("faq:"), "question": choice.label}
            for choice in choices
            if choice.id.startswith("faq:") and choice.id != "faq:"
        ],
        "places": [choice.label for choice in choices if choice.id.startswith("place:")],
    }
