"""The house is asked to stop in the middle of an evening, with a hundred screens that listen."""

import asyncio
import signal
from collections.abc import Sequence
from itertools import count
from pathlib import Path

import pytest
from aiohttp import ClientError, ClientResponse, ClientSession

from bot.rehearsal.line import API, LISTENING, Line, connections
from bot.rehearsal.server import DATABASE, STOPS_WITHIN, Server, start_server, stop_server
from bot.rehearsal.timings import Ledger
from sessions.storage.store import Store
from tests.serving import PATIENCE

PHONES = 100
AGENDA = {
    "programme": "Woonzorgvisie Proefstad",
    "meeting": {"title": "Startbijeenkomst"},
    "items": [{"question": "Wat werkt nu al goed?"}],
}


@pytest.mark.slow
async def test_sigterm_ends_every_stream_and_loses_no_answer_that_was_thanked_for(
    tmp_path: Path,
) -> None:
    server = await start_server(tmp_path)
    try:
        async with connections(server.base) as session:
            code, people = await _hall(session, server)
            streams = [await _listens(session, code) for _ in people]
            thanked = list[str]()
            voting = [asyncio.create_task(_keeps_giving(each, code, thanked)) for each in people]
            ends = [asyncio.create_task(stream.read()) for stream in streams]
            async with asyncio.timeout(PATIENCE):
                while len(thanked) < PHONES:  # noqa: ASYNC110 -- a list has no bell
                    await asyncio.sleep(0.01)
            server.process.send_signal(signal.SIGTERM)
            # A guard against waiting for ever; how long it takes stands in the benchmarks.
            status = await asyncio.wait_for(server.process.wait(), STOPS_WITHIN)
            await asyncio.gather(*voting)
            heard = await asyncio.gather(*ends)  # a line that was cut would raise here
    finally:
        await stop_server(server)

    assert status == 0
    assert len(heard) == PHONES
    assert set(thanked) <= await _stored(tmp_path, code)


async def _hall(session: ClientSession, server: Server) -> tuple[str, Sequence[Line]]:
    """A meeting with an open question, and everybody in it."""
    crew = Line(session, Ledger(), server.token)
    code = (await crew.call("POST", "/meetings", AGENDA))["code"]
    await crew.call("POST", f"/meetings/{code}/items/1/open")
    door = Line(session, Ledger())
    joined = [await door.call("POST", "/join", {"code": code}) for _ in range(PHONES)]
    return code, [Line(session, Ledger(), each["token"]) for each in joined]


async def _listens(session: ClientSession, code: str) -> ClientResponse:
    stream = await session.get(f"{API}/meetings/{code}/live", timeout=LISTENING)
    assert b"version" in await stream.content.readuntil(b"}\n\n")
    return stream


async def _keeps_giving(who: Line, code: str, thanked: list[str]) -> None:
    """One answer after another until the door is shut; notes those that were thanked for."""
    place = f"{API}/meetings/{code}/items/1/answer"
    for number in count():
        headers = {"Authorization": f"Bearer {who.token}", "Idempotency-Key": f"{number}"}
        said = {"text": f"Antwoord {number}"}
        try:
            async with who.session.put(place, json=said, headers=headers) as answer:
                kept = await answer.json()
        except ClientError:
            return
        if not answer.ok:
            return
        thanked.append(kept["reference"])


async def _stored(folder: Path, code: str) -> set[str]:
    store = Store(f"sqlite:///{folder / DATABASE}")
    try:
        record = await store.record(code)
    finally:
        store.close()
    return {each.reference for each in record.contributions}
