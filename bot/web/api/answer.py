"""The hot route: an answer from thumb to disk, as bare ASGI."""

import json
from typing import Any
from urllib.parse import parse_qs

from starlette.types import Receive, Scope, Send

from bot.web.body import parse, receive_body
from bot.web.context import Web
from bot.web.problems import MEDIA_TYPE, failure, problem
from bot.web.who import NotSignedIn, language_of, participant_of, runner_of
from sessions.actions import answering, entering
from sessions.actions.answering import IncomingAnswer, Receipt
from sessions.errors import Refusal

JSON = b"application/json"

LOOKS_BACK = frozenset({"replaces", "recognise", "on_behalf_of", "position"})
"""Fields of an answer that need every contribution so far, and not only the open item."""

_ENCODE = json.JSONEncoder(ensure_ascii=False, default=str).encode


class AnswerEndpoint:
    """`PUT` keeps an answer, `DELETE` withdraws it; the reply follows the commit."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        web: Web = scope["app"].state.web
        headers: dict[bytes, bytes] = dict(scope["headers"])
        try:
            given = await _answer(web, scope, headers, receive)
        except Refusal as refusal:
            language = await language_of(web, headers, scope["path_params"]["code"])
            told = problem(refusal, language)
            await _reply(send, told["status"], MEDIA_TYPE.encode(), told)
        except Exception as error:  # noqa: BLE001 -- bare ASGI has no one behind it to catch this
            await failure(web, error, headers, scope["path"])(scope, receive, send)
        else:
            web.metrics.answers.inc()
            await _reply(send, 200, JSON, _thanks(given))


def _thanks(given: Receipt) -> dict[str, Any]:
    return {
        "saved": True,
        "reference": given.reference,
        "revision": given.revision,
        "at": given.at.isoformat(),
    }


async def _answer(web: Web, scope: Scope, headers: dict[bytes, bytes], receive: Receive) -> Receipt:
    code, number = scope["path_params"]["code"], scope["path_params"]["number"]
    if scope["method"] == "DELETE":
        record, who = await participant_of(web, headers, code)
        wanted = parse_qs(scope["query_string"].decode("latin-1")).get("reference", [None])[0]
        return await answering.withdraw(
            web.store, await web.store.record(record.meeting.code), who, number, wanted
        )
    body = parse(await receive_body(receive))
    key = headers.get(b"idempotency-key", b"").decode("latin-1")
    draft = IncomingAnswer(number, body, key)
    try:
        record, who = await participant_of(web, headers, code)
    except NotSignedIn:
        record, staff = await runner_of(web, headers, code)
        return await entering.enter(web.store, record, staff, draft)
    if isinstance(body, dict) and not body.keys().isdisjoint(LOOKS_BACK):
        record = await web.store.record(code)  # these point at contributions
    return await answering.answer(web.store, record, who, draft)


async def _reply(send: Send, status: int, media_type: bytes, body: dict[str, Any]) -> None:
    raw = _ENCODE(body).encode()
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [
                (b"content-type", media_type),
                (b"content-length", str(len(raw)).encode()),
            ],
        }
    )
    await send({"type": "http.response.body", "body": raw})
