"""The door through which Telegram brings updates: its secret, and yes only for what is kept."""

import asyncio
import json
from collections.abc import MutableMapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram.webhook import LARGEST, PATH, Webhook, number_of, secret_of

TOKEN = "7:a-token-for-tests-only"
SECRET = secret_of(TOKEN)


class Inbox:
    """What was kept, or a disk that is full."""

    def __init__(self, trouble: Exception | None = None) -> None:
        self.kept: list[tuple[int, str]] = []
        self.trouble = trouble

    async def keep(self, number: int, body: str) -> None:
        if self.trouble:
            raise self.trouble
        self.kept.append((number, body))


async def brings(
    inbox: Inbox, *chunks: bytes, secret: str | None = SECRET, method: str = "POST"
) -> int:
    """The status that Telegram gets; the body comes in these pieces."""
    headers = [(b"x-telegram-bot-api-secret-token", secret.encode("latin-1"))] if secret else []
    scope = {"type": "http", "method": method, "path": PATH, "headers": headers}
    coming = [
        {"type": "http.request", "body": chunk, "more_body": n < len(chunks)}
        for n, chunk in enumerate(chunks, start=1)
    ]
    answered: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return coming.pop(0)

    async def send(message: MutableMapping[str, Any]) -> None:
        answered.append(message)

    await Webhook(TOKEN, inbox.keep)(scope, receive, send)
    start, _body = answered
    status: int = start["status"]
    return status


async def test_an_update_is_kept_as_it_came_and_then_acknowledged() -> None:
    inbox, body = Inbox(), '{"update_id": 7, "message": {"text": "Dag 😀"}}'

    assert await brings(inbox, body.encode()) == 200
    assert inbox.kept == [(7, body)]


async def test_a_body_may_come_in_pieces() -> None:
    inbox = Inbox()

    assert await brings(inbox, b'{"upda', b'te_id": ', b"7}", b"") == 200
    assert inbox.kept == [(7, '{"update_id": 7}')]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], SECRET + "x", "é" * 64])
async def test_without_the_secret_nothing_is_kept_nor_read(secret: str | None) -> None:
    inbox = Inbox()

    assert await brings(inbox, b'{"update_id": 7}', secret=secret) == 403
    assert inbox.kept == []


async def test_only_a_post_brings_updates() -> None:
    assert await brings(Inbox(), b'{"update_id": 7}', method="GET") == 403


async def test_what_could_not_be_kept_is_not_acknowledged() -> None:
    with pytest.raises(OSError, match="full"):
        await brings(Inbox(OSError("full")), b'{"update_id": 7}')


async def test_an_update_is_kept_also_when_telegram_hangs_up() -> None:
    inbox, began, may_go = Inbox(), asyncio.Event(), asyncio.Event()
    keep = inbox.keep

    async def slow(number: int, body: str) -> None:
        began.set()
        await may_go.wait()
        await keep(number, body)

    inbox.keep = slow  # type: ignore[method-assign]
    bringing = asyncio.create_task(brings(inbox, b'{"update_id": 7}'))
    await began.wait()
    bringing.cancel()
    await asyncio.gather(bringing, return_exceptions=True)
    may_go.set()
    await asyncio.sleep(0.2)

    assert inbox.kept == [(7, '{"update_id": 7}')]


@pytest.mark.parametrize(
    "body",
    [
        b"", b"null", b"[]", b"{", b"{}", b"\xff\xfe", '{"update_id": 7}'.encode("utf-16"),
        b'{"update_id": "7"}', b'{"update_id": 7.5}', b'{"update_id": true}',
        b'{"update_id": null}', b'{"update_id": 9223372036854775808}', b"[" * 100_000,
        b'{"update_id": 1' + b"0" * 5_000 + b"}",
    ],
)  # fmt: skip
async def test_what_nobody_can_ever_read_is_not_brought_again(body: bytes) -> None:
    inbox = Inbox()

    assert await brings(inbox, body) == 200
    assert inbox.kept == []


async def test_what_is_far_too_large_is_not_read_to_its_end() -> None:
    inbox, piece = Inbox(), b"x" * 600_000

    assert await brings(inbox, b'{"update_id": 7, "a": "', piece, piece, piece, b'"}') == 200
    assert inbox.kept == []


async def test_the_largest_that_is_taken() -> None:
    inbox, body = Inbox(), json.dumps({"update_id": 7, "a": ""})
    whole = body[:-2] + "x" * (LARGEST - len(body)) + body[-2:]

    assert await brings(inbox, whole.encode()) == 200
    assert inbox.kept == [(7, whole)]


@settings(deadline=None, max_examples=200)
@given(st.binary() | st.text().map(str.encode))
def test_anything_has_a_number_or_none(body: bytes) -> None:
    assert number_of(body) is None or isinstance(number_of(body), int)


@settings(deadline=None, max_examples=100)
@given(st.integers())
def test_a_number_is_taken_when_a_database_can_keep_it(number: int) -> None:
    found = number_of(json.dumps({"update_id": number}).encode())

    assert found == (number if -(2**63) <= number < 2**63 else None)


def test_the_secret_is_one_that_telegram_takes_and_tells_nothing_of_the_token() -> None:
    assert len(SECRET) <= 256
    assert SECRET.isalnum()
    assert "token" not in SECRET
    assert secret_of("7:another") != SECRET
