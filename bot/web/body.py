"""Reading a request's body: JSON of a bearable size, or a sentence that says what is wrong."""

import json
from typing import Any, NoReturn, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import Request
from starlette.types import Receive

from bot.web.problems import Unreadable

LARGEST = 64 * 1024
"""Bytes in a body; the longest text is 4,000 characters, at most 16,000 bytes."""

M = TypeVar("M", bound="Body")


class Body(BaseModel):
    """A body as documented: unknown fields and wrong types are refused."""

    model_config = ConfigDict(extra="forbid", strict=True)


async def receive_body(receive: Receive) -> bytes:
    """The whole body of a bare request; raise `Unreadable` (413) when it is too large."""
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Unreadable("http.gone")
        part: bytes = message.get("body", b"")
        body += part
        if len(body) > LARGEST:
            raise Unreadable("http.too_large", 413, limit=LARGEST // 1024)
        if not message.get("more_body"):
            return body


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


_DECODE = json.JSONDecoder(parse_constant=_no_number).decode


def parse(body: bytes) -> Any:
    """JSON without NaN, without half characters and not endlessly deep."""
    try:
        text = body.decode()
        read = _DECODE(text or "{}")
        if "\\u" in text:  # the only way in for half a character
            json.dumps(read, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise Unreadable("http.no_json") from None
    return read


def as_model(model: type[M], read: Any) -> M:
    """Hold JSON against its model; raise `Unreadable` (422) with the first thing wrong."""
    try:
        return model.model_validate(read)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"]) or "body"
        raise Unreadable("http.wrong_field", 422, place=place, why=first["type"]) from None


async def read_model(request: Request, model: type[M]) -> M:
    return as_model(model, parse(await receive_body(request.receive)))
