"""The door through which Telegram brings updates itself: a bare ASGI callable, without aiogram."""

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable, MutableMapping
from hmac import compare_digest
from typing import Any, TypeGuard

TELEGRAM = "telegram"
"""What the inbox calls this messenger, and the turn of the house that talks there."""

PATH = "/telegram/updates"

LARGEST = 1_000_000
"""Bytes in one update; Telegram's own are far below."""

LARGEST_NUMBER = 2**63
"""No database keeps a number of an update from here on."""

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
ASGIApp = Callable[[Message, Receive, Send], Awaitable[None]]


def secret_of(token: str) -> str:
    """What Telegram sends along, so that nobody else can bring updates."""
    return hashlib.sha256(f"webhook:{token}".encode()).hexdigest()


class Webhook:
    """Answers 200 once the update is on the disk; anything else makes Telegram bring it again."""

    def __init__(self, token: str, keep: Callable[[int, str], Awaitable[None]]) -> None:
        self._secret = secret_of(token)
        self._keep = keep

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        given = headers.get(b"x-telegram-bot-api-secret-token", b"").decode("latin-1")
        if scope["method"] != "POST" or not compare_digest(given.encode(), self._secret.encode()):
            await answer(send, 403)
            return
        body = await whole(receive)
        number = number_of(body)
        if number is None:
            await answer(send, 200)  # nobody can ever read this: do not bring it again
            return
        await asyncio.shield(self._keep(number, body.decode()))
        await answer(send, 200)


async def whole(receive: Receive) -> bytes:
    """The body of a request, as far as it may go."""
    body = bytearray()
    while len(body) <= LARGEST:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            return bytes(body)
    return b""


def number_of(body: bytes) -> int | None:
    """The number of an update; None for what is none, or has a number that nobody can keep."""
    try:
        read = json.loads(body.decode())
    except (ValueError, RecursionError):
        return None
    number = read.get("update_id") if isinstance(read, dict) else None
    return number if is_number(number) else None


def is_number(value: object) -> TypeGuard[int]:
    """Whether this can be the number of an update, and a database can keep it."""
    if not isinstance(value, int) or isinstance(value, bool):
        return False
    return -LARGEST_NUMBER <= value < LARGEST_NUMBER


async def answer(send: Send, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": b""})
