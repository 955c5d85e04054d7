"""The page inside a messenger: what it says of who opened it becomes the usual session."""

import hmac
from hashlib import sha256
from time import time
from typing import Annotated

from pydantic import Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.web.body import Body, read_model
from bot.web.context import Web, web_of
from bot.web.who import NotSignedIn, set_participant_cookie
from sessions.actions import arriving
from sessions.meeting import plain_code

SEAL_COOKIE = "telegram"
SEAL_LASTS = 3600
"""Seconds between opening the page and coming in at the door."""


class OpenedBody(Body):
    """`POST /meetings/{code}/telegram`: what the messenger handed to the page, unread."""

    init_data: Annotated[str, Field(min_length=1, max_length=8_000)]


async def opened(request: Request) -> Response:
    """Let in whoever came in before by the messenger; else remember who they are at the door."""
    web = web_of(request)
    said = await read_model(request, OpenedBody)
    door = web.doors.telegram
    address = await door.person_of(said.init_data) if door else None
    if address is None:
        raise NotSignedIn("join.not_from_messenger")
    record = await web.store.record(plain_code(request.path_params["code"]))
    token = token_of(web, record.meeting.code, address)
    joined = await arriving.open_door(web.store, record, address, token)
    response = JSONResponse({"known": joined is not None})
    if joined:
        set_participant_cookie(web, response, joined)
    else:
        response.set_cookie(
            SEAL_COOKIE, sealed(web, address), max_age=SEAL_LASTS,
            httponly=True, samesite="lax", secure=web.settings.secure,
        )  # fmt: skip
    return response


def token_of(web: Web, code: str, address: str) -> str:
    """The token of somebody in a meeting: the same on every device of theirs."""
    key = f"participant:{web.settings.telegram_token}".encode()
    return hmac.new(key, f"{code}.{address}".encode(), sha256).hexdigest()


def sealed(web: Web, address: str) -> str:
    """An address that only we can have written down, and until when it holds."""
    until = int(time()) + SEAL_LASTS
    return f"{address}.{until}.{_seal(web, address, until)}"


def address_in(web: Web, request: Request) -> str | None:
    """Who opened this page inside the messenger a moment ago, if anybody did."""
    address, _, rest = request.cookies.get(SEAL_COOKIE, "").partition(".")
    until, _, seal = rest.partition(".")
    if not until.isdecimal() or int(until[:12]) < time() or not web.doors.telegram:
        return None
    right = _seal(web, address, int(until[:12]))
    return address if hmac.compare_digest(seal.encode(), right.encode()) else None


def _seal(web: Web, address: str, until: int) -> str:
    key = f"door:{web.settings.telegram_token}".encode()
    return hmac.new(key, f"{address}.{until}".encode(), sha256).hexdigest()
