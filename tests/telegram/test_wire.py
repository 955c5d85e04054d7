"""Updates as they come, each to be read alone; and what certainly did not leave."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import GetMe
from aiohttp import web
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram import wire as wires
from bot.telegram.wire import Update, Wire, WireError, cannot_have_left, numbered
from tests.telegram.wires import TOKEN

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.just("update_id") | st.text(max_size=3), inner, max_size=3)
    ),
)


@asynccontextmanager
async def answering(status: int, body: bytes) -> AsyncIterator[Wire]:
    """A Bot API server that gives one answer to everything."""

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(status=status, body=body)

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    wire = Wire(TOKEN, f"http://127.0.0.1:{port}")
    try:
        yield wire
    finally:
        await wire.close()
        await runner.cleanup()


def test_updates_come_with_their_number_and_their_whole() -> None:
    one = {"update_id": 7, "message": {"text": "Dag 😀"}}

    [found] = numbered([one])

    assert (found.number, json.loads(found.body)) == (7, one)


@pytest.mark.parametrize("number", [None, "7", 7.0, True, [], 2**63, -(2**63) - 1])
def test_what_has_no_number_that_can_be_kept_holds_up_nobody(number: object) -> None:
    assert numbered([{"update_id": number}, {}, 3, None, {"update_id": 8}]) == [
        Update(8, '{"update_id": 8}')
    ]


def test_half_a_character_can_be_written_down() -> None:
    """Otherwise the whole batch would never reach the disk, and come again for ever."""
    [found] = numbered([{"update_id": 7, "message": {"text": "\ud83d"}}])

    assert found.body.encode() == b'{"update_id": 7, "message": {"text": "\\ud83d"}}'


@settings(deadline=None, max_examples=200)
@given(st.lists(anything))
def test_any_batch_can_be_written_down(found: list[Any]) -> None:
    for each in numbered(found):
        assert -(2**63) <= each.number < 2**63
        assert each.body.encode()


async def test_updates_are_fetched() -> None:
    body = json.dumps({"ok": True, "result": [{"update_id": 7, "what": "ever"}]})
    async with answering(200, body.encode()) as wire:
        assert await wire.updates(0, 0) == [Update(7, '{"update_id": 7, "what": "ever"}')]


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (409, b'{"ok":false,"error_code":409,"description":"Conflict"}', (409, 0.0)),
        (429, b'{"ok":false,"description":"x","parameters":{"retry_after":9}}', (429, 9.0)),
        (401, b'{"ok":false}', (401, 0.0)),
        (502, b"<html>Bad Gateway</html>", (0, 0.0)),
        (200, b"[]", (200, 0.0)),
        (200, b"\xff\xfe", (0, 0.0)),
        (500, b'{"ok":false,"parameters":null}', (500, 0.0)),
    ],
)
async def test_what_is_no_updates_says_why(
    status: int, body: bytes, error: tuple[int, float]
) -> None:
    async with answering(status, body) as wire:
        with pytest.raises(WireError) as refused:
            await wire.updates(0, 0)

    assert (refused.value.status, refused.value.retry_after) == error


async def test_a_result_that_is_no_list_is_no_updates() -> None:
    async with answering(200, b'{"ok":true,"result":{"x":1}}') as wire:
        assert await wire.updates(0, 0) == []


@pytest.fixture
async def closed_port() -> int:
    server = await asyncio.start_server(lambda _r, w: w.close(), "127.0.0.1", 0)
    port: int = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    return port


async def test_without_a_connection_nothing_can_have_left(closed_port: int) -> None:
    wire = Wire(TOKEN, f"http://127.0.0.1:{closed_port}")
    with pytest.raises(TelegramNetworkError) as away:
        await wire.call(GetMe())
    with pytest.raises(WireError) as nothing:
        await wire.updates(0, 0)
    await wire.close()

    assert cannot_have_left(away.value.__cause__)
    assert nothing.value.status == 0


async def test_a_connection_that_never_comes_is_given_up_as_such(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A network that swallows everything: a server whose queue of callers is full."""
    monkeypatch.setattr(wires, "CONNECT_WITHIN", 0.2)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        port = listening.getsockname()[1]
        callers = [socket.socket() for _ in range(3)]
        for each in callers:
            each.setblocking(False)
            each.connect_ex(("127.0.0.1", port))
        wire = Wire(TOKEN, f"http://127.0.0.1:{port}")
        with pytest.raises(TelegramNetworkError) as away:
            await wire.call(GetMe())
        await wire.close()
        for each in callers:
            each.close()

    assert cannot_have_left(away.value.__cause__)


async def test_an_answer_that_never_comes_may_have_been_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(wires, "CALL_WITHIN", 0.2)

    async def stay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(stay, "127.0.0.1", 0)
    wire = Wire(TOKEN, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    with pytest.raises(TelegramNetworkError) as away:
        await wire.call(GetMe())
    await wire.close()
    server.close()

    assert not cannot_have_left(away.value.__cause__)
