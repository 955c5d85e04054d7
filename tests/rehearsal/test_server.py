"""The server of a rehearsal: a process of its own that starts, answers and stops."""

from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.rehearsal.line import Line, RequestRefused, connections
from bot.rehearsal.server import DATABASE, NotRunningError, running_server
from bot.rehearsal.timings import Ledger


async def test_a_server_answers_until_it_is_stopped(tmp_path: Path) -> None:
    async with (
        running_server(tmp_path) as server,
        ClientSession(server.base) as session,
        session.get("/healthz") as response,
    ):
        assert await response.text() == "ok\n"

    assert server.process.returncode is not None


async def test_only_its_own_token_has_every_right(tmp_path: Path) -> None:
    async with running_server(tmp_path) as server, connections(server.base) as session:
        with pytest.raises(RequestRefused) as refused:
            await Line(session, Ledger(), "geraden").call("POST", "/meetings", {})
        with pytest.raises(RequestRefused) as faulty:
            await Line(session, Ledger(), server.token).call("POST", "/meetings", {})

    assert (refused.value.status, faulty.value.status) == (401, 422)


async def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    (tmp_path / DATABASE).mkdir()

    with pytest.raises(NotRunningError) as failed:
        async with running_server(tmp_path):
            pass

    assert failed.value.last_words
