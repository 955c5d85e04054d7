"""The description of the API, made from the same models that check the requests."""

from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.web.api import crew
from bot.web.api import participant as people
from bot.web.api import review as checks
from exports.edition import Edition
from exports.orders import EVERY_KIND
from sessions.actions.running import VERBS
from sessions.items.casus import CasusAction, CasusAnswer
from sessions.items.poll import PollAnswer
from sessions.items.proposal import Position
from sessions.items.question import QuestionAnswer, Recognition
from sessions.signing import Variant

CODE = {"name": "code", "in": "path", "required": True, "schema": {"type": "string"}}
NUMBER = {"name": "number", "in": "path", "required": True, "schema": {"type": "integer"}}
KEY: dict[str, Any] = {
    "name": "Idempotency-Key", "in": "header", "required": True,
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
}  # fmt: skip
ONCE = {
    "name": "Idempotency-Key", "in": "header", "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": crew.LONGEST_KEY},
}  # fmt: skip
"""Whoever sends an order again under the same key does it once."""

REFERENCE = {"name": "reference", "in": "path", "required": True, "schema": {"type": "string"}}

ANSWERS: tuple[type[BaseModel], ...] = (
    PollAnswer, QuestionAnswer, Recognition, CasusAnswer, CasusAction, Position,
)  # fmt: skip
BODIES: tuple[type[BaseModel], ...] = (
    people.JoinBody, people.MeBody, people.SeatBody, people.AskBody, crew.OrderBody,
    crew.MessageBody, crew.NoteBody, crew.MergeBody, crew.ReplyBody, crew.InviteBody,
    crew.SignInBody, checks.ReactionBody, checks.RewordingBody, checks.VerdictBody,
    checks.RoundBody,
)  # fmt: skip


def _verb(name: str, *values: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"enum": sorted(values)}}


def _choice(name: str, *values: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": {"enum": sorted(values)}}


def _operation(
    summary: str, *parameters: dict[str, Any], body: dict[str, Any] | None = None, status: int = 200
) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "summary": summary,
        "parameters": list(parameters),
        "responses": {
            str(status): {"description": "Done"},
            "4XX": {
                "description": "Refused; `detail` is a sentence for the person",
                "content": {
                    "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
                },
            },
        },
    }
    if body:
        operation["requestBody"] = {"required": True, "content": {"application/json": {
            "schema": body}}}  # fmt: skip
    return operation


def _ref(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{model.__name__}"}


def _paths() -> dict[str, Any]:
    at = "/api/v1/meetings/{code}"
    answer = {"anyOf": [_ref(model) for model in ANSWERS]}
    return {
        "/api/v1/join": {"post": _operation("Join", body=_ref(people.JoinBody), status=201)},
        "/api/v1/sign-in": {
            "post": _operation("Use a one-time link", body=_ref(crew.SignInBody), status=201)
        },
        "/api/v1/staff": {
            "post": _operation("Invite a colleague", ONCE, body=_ref(crew.InviteBody), status=201)
        },
        "/api/v1/meetings": {
            "post": _operation("Make a meeting of an agenda", body={"type": "object"}, status=201)
        },
        at: {"get": _operation("What this participant sees now", CODE)},
        f"{at}/live": {"get": _operation("Versions, as server-sent events", CODE)},
        f"{at}/me": {"patch": _operation("Correct oneself", CODE, body=_ref(people.MeBody))},
        f"{at}/seat": {"put": _operation("Take a table", CODE, body=_ref(people.SeatBody))},
        f"{at}/ask": {"post": _operation("Ask the bot", CODE, body=_ref(people.AskBody))},
        f"{at}/items/{{number}}/answer": {
            "put": _operation("Answer", CODE, NUMBER, KEY, body=answer),
            "delete": _operation("Withdraw an answer", CODE, NUMBER),
        },
        **_review_paths(at),
        **_crew_paths(at),
    }


def _review_paths(at: str) -> dict[str, Any]:
    """The check round of the minutes; `Idempotency-Key` is shorter here than with an answer."""
    one = f"{at}/reactions/{{number}}"
    key = {**KEY, "schema": {**KEY["schema"], "maxLength": checks.KEY_LIMIT}}
    return {
        f"{at}/review": {
            "get": _operation("The check round: items, last day and reactions", CODE),
            "put": _operation("Open the round until a day", CODE, body=_ref(checks.RoundBody)),
        },
        f"{at}/review/issued": {"put": _operation("Number the draft of the minutes", CODE)},
        f"{at}/review/adopted": {"put": _operation("Adopt the minutes", CODE)},
        f"{at}/reactions": {
            "post": _operation(
                "React to the draft", CODE, key, body=_ref(checks.ReactionBody), status=201
            )
        },
        one: {
            "put": _operation(
                "Change one's reaction", CODE, NUMBER, key, body=_ref(checks.RewordingBody)
            ),
            "delete": _operation("Take one's reaction back", CODE, NUMBER),
        },
        f"{one}/verdict": {
            "put": _operation(
                "What is done with a reaction", CODE, NUMBER, ONCE, body=_ref(checks.VerdictBody)
            )
        },
    }


def _crew_paths(at: str) -> dict[str, Any]:
    return {
        f"{at}/items": {
            "post": _operation(
                "Add an item on the spot", CODE, ONCE, body={"type": "object"}, status=201
            )
        },
        f"{at}/items/{{number}}/{{verb}}": {
            "post": _operation(
                "Run an item", CODE, NUMBER, _verb("verb", *VERBS), ONCE, body=_ref(crew.OrderBody)
            )
        },
        f"{at}/{{verb}}": {
            "post": _operation(
                "Run the meeting", CODE, _verb("verb", "undo", "end", "tables", "places"), ONCE
            )
        },
        f"{at}/message": {
            "post": _operation("A message to all", CODE, ONCE, body=_ref(crew.MessageBody))
        },
        f"{at}/notes": {
            "post": _operation(
                "A decision, action or note", CODE, ONCE, body=_ref(crew.NoteBody), status=201
            )
        },
        f"{at}/questions/{{number}}/answer": {
            "post": _operation("Answer a question", CODE, NUMBER, ONCE, body=_ref(crew.ReplyBody))
        },
        f"{at}/contributions/{{reference}}/{{verb}}": {
            "post": _operation(
                "What the hall sees of a contribution", CODE, REFERENCE,
                _verb("verb", "hide", "show", "pin", "merge"), ONCE, body=_ref(crew.MergeBody),
            )
        },
        f"{at}/record": {"get": _operation("Everything said and counted", CODE)},
        f"{at}/exports/{{kind}}.{{format}}": {
            "get": _operation(
                "A document", CODE, _verb("kind", *EVERY_KIND),
                _verb("format", *dict.fromkeys(f for forms in EVERY_KIND.values() for f in forms)),
                _choice("edition", *Edition), _choice("variant", *Variant),
            )
        },
    }  # fmt: skip


@cache
def description() -> dict[str, Any]:
    _, schemas = models_json_schema(
        [(model, "validation") for model in (*ANSWERS, *BODIES)],
        ref_template="#/components/schemas/{model}",
    )
    problem = {
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
        },
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Samenspel", "version": "1"},
        "paths": _paths(),
        "components": {
            "schemas": {**schemas["$defs"], "Problem": problem},
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"bearer": []}],
    }


async def openapi(_request: Request) -> Response:
    return JSONResponse(description())
