"""Minutes are made final beside the page that began it; a kill halfway leaves them a draft."""

import asyncio
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.rehearsal.line import Line, connections
from bot.rehearsal.server import DATABASE, Server, start_server, stop_server
from bot.rehearsal.timings import Ledger
from sessions.actions import under_way
from sessions.record import Record
from sessions.storage.store import Store
from sessions.storage.under_way import LASTS, UnderWay, standing
from tests.test_stopping import AGENDA

ENOUGH = 240
"""Seconds after which something hangs: a guard, and no measure."""


async def ended(session: ClientSession, server: Server) -> str:
    """A meeting that is over; gives the page of its minutes."""
    crew = Line(session, Ledger(), server.token)
    code = (await crew.call("POST", "/meetings", AGENDA))["code"]
    await crew.call("POST", f"/meetings/{code}/items/1/open")
    await crew.call("POST", f"/meetings/{code}/end")
    return f"/regie/{code}/verslag"


async def sends(session: ClientSession, server: Server, page: str) -> tuple[int, str]:
    """The coordinator presses the button."""
    headers = {"Authorization": f"Bearer {server.token}", "Origin": server.base}
    async with session.post(page, data={"do": "adopt"}, headers=headers) as answer:
        return answer.status, await answer.text()


async def reads(session: ClientSession, server: Server, page: str) -> str:
    headers = {"Authorization": f"Bearer {server.token}"}
    async with session.get(page, headers=headers) as answer:
        return await answer.text()


async def comes_to_read(session: ClientSession, server: Server, page: str, words: str) -> str:
    async with asyncio.timeout(ENOUGH):
        while words not in (seen := await reads(session, server, page)):  # noqa: ASYNC110 -- a page has no bell
            await asyncio.sleep(0.2)
    return seen


@pytest.mark.slow
async def test_the_page_shows_how_far_it_is_and_a_second_press_is_refused(tmp_path: Path) -> None:
    server = await start_server(tmp_path)
    try:
        async with connections(server.base) as session:
            page = await ended(session, server)
            _, first = await sends(session, server, page)
            status, second = await sends(session, server, page)
            again = await reads(session, server, page)
            done = await comes_to_read(session, server, page, "Vastgesteld op")
    finally:
        await stop_server(server)

    assert "Bezig met vaststellen: " in first
    assert status == 409
    assert "Dit verslag wordt al vastgesteld." in second
    assert "<progress max=" in again
    assert '<noscript><meta http-equiv="refresh"' in again
    assert 'value="adopt"' not in again
    assert "data-watch" not in done


@pytest.mark.slow
async def test_a_kill_halfway_leaves_a_draft_and_says_so(tmp_path: Path) -> None:
    server = await start_server(tmp_path)
    try:
        async with connections(server.base) as session:
            page = await ended(session, server)
            _, seen = await sends(session, server, page)
            server.process.send_signal(signal.SIGKILL)
            await server.process.wait()
    finally:
        await stop_server(server)
    record, now, later = await left_behind(tmp_path, page.split("/")[2])

    assert "Bezig met vaststellen: " in seen
    assert record.review.adopted is None
    assert (now, later) == (UnderWay.BUSY, UnderWay.BROKEN)


async def left_behind(folder: Path, code: str) -> tuple[Record, UnderWay | None, UnderWay | None]:
    """The record, and what the page of its minutes says now and when the signs of life are old."""
    store = Store(f"sqlite:///{folder / DATABASE}")
    try:
        record = await store.record(code)
        meeting, then = record.meeting.id, datetime.now(UTC) + LASTS * 2
        now = await under_way.standing(store, record)
        later = await store.read(lambda c: standing(c, meeting, then))
    finally:
        store.close()
    return record, now, later
