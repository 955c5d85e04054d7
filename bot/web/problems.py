"""Errors for programs (RFC 9457 problem details) with the sentence for the person in them."""

import json
from pathlib import Path
from traceback import extract_tb
from typing import Any
from uuid import uuid4

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.conversation.texts import sentence
from bot.throttle import TooOften
from bot.web.context import Web, headers_of, language_in, web_of
from bot.web.who import NotSignedIn, language_of
from sessions.errors import Clash, Forbidden, Malformed, Refusal, Unknown

log = structlog.get_logger()

STATUS: dict[type[Refusal], int] = {
    Malformed: 422,
    Unknown: 404,
    Forbidden: 403,
    Clash: 409,
    NotSignedIn: 401,
    TooOften: 429,
}

MEDIA_TYPE = "application/problem+json"


class Unreadable(Refusal):
    """The request itself cannot be read: no JSON, too large, an unknown field."""

    def __init__(self, key: str, status: int = 400, **values: object) -> None:
        super().__init__(key, **values)
        self.status = status


def status_of(refusal: Refusal) -> int:
    if isinstance(refusal, Unreadable):
        return refusal.status
    return next(code for kind, code in STATUS.items() if isinstance(refusal, kind))


def problem(refusal: Refusal, language: str) -> dict[str, Any]:
    """The body of an error; `detail` is what the person reads."""
    status = status_of(refusal)
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": refusal.key,
        "status": status,
        "detail": sentence(refusal.key, refusal.values, language),
    }
    for extra in ("suggestions", "mistakes", "limit"):
        if extra in refusal.values:
            body[extra] = refusal.values[extra]
    return body


def problem_response(refusal: Refusal, language: str) -> Response:
    body = problem(refusal, language)
    headers = {"Retry-After": "5"} if body["status"] == 429 else {}  # noqa: PLR2004 -- HTTP's own
    return Response(
        json.dumps(body, ensure_ascii=False, default=str),
        status_code=body["status"],
        media_type=MEDIA_TYPE,
        headers=headers,
    )


async def on_refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return problem_response(error, await _language(request))


async def on_http(request: Request, error: Exception) -> Response:
    """Starlette's own errors: no such path, or not that method."""
    assert isinstance(error, HTTPException)
    refusal = Unreadable(f"http.{error.status_code}", error.status_code)
    response = problem_response(refusal, await _language(request))
    response.headers.update(error.headers or {})
    return response


async def _language(request: Request) -> str:
    code = str(request.path_params.get("code", ""))
    return await language_of(web_of(request), headers_of(request), code)


def failed(error: Exception, path: str) -> str:
    """Log what went wrong under a number that the person can name.

    The places in the code are logged, never the error's own text: it may quote somebody.
    """
    number = uuid4().hex[:8]
    where = [f"{Path(f.filename).name}:{f.lineno}" for f in extract_tb(error.__traceback__)]
    log.error(
        "request_failed", number=number, path=_place(path), error=type(error).__name__, where=where
    )
    return number


def failure(web: Web, error: Exception, headers: dict[bytes, bytes], path: str) -> Response:
    """Our mistake, on an address of the API: a number for the person, the place for the log."""
    web.metrics.failures.inc()
    refusal = Unreadable("http.failed", 500, number=failed(error, path))
    return problem_response(refusal, language_in(headers))


def _place(path: str) -> str:
    """A path without what lets somebody in: an invitation, or the link out of a mail."""
    for door in ("/in/", "/post/"):
        before, found, _ = path.partition(door)
        if found:
            return f"{before}{door}…"
    return path[:80]
