"""A hall with real phones on a real server, in which something goes wrong."""

from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from pathlib import Path

import pytest

from bot.rehearsal import hall
from bot.rehearsal.characters import person
from bot.rehearsal.facilitator import Facilitator
from bot.rehearsal.hall import CalmHall, Hall, LivelyHall, StuckError
from bot.rehearsal.line import Line, RequestRefused, connections
from bot.rehearsal.phone import BrowserPhone as Phone
from bot.rehearsal.script import Script, ScriptTurn
from bot.rehearsal.server import running_server
from bot.rehearsal.timings import Ledger
from tests.rehearsal.scripts import BOCE

WELCOME, POLL = ScriptTurn(1), ScriptTurn(2)


@asynccontextmanager
async def hall_of(kind: type[Hall], folder: Path) -> AsyncIterator[tuple[Hall, Line, Facilitator]]:
    """A hall with one phone, which has joined; with its line."""
    script = Script(BOCE, 1)
    async with running_server(folder) as server, connections(server.base) as session:
        facilitator = Facilitator(script, Line(session, Ledger(), server.token))
        line = Line(session, Ledger())
        phone = Phone(person(script, 1), script, line, await facilitator.make_meeting())
        async with aclosing(kind([phone], script)) as entered:
            await entered.arrive(0)
            yield entered, line, facilitator


@pytest.mark.parametrize("kind", [CalmHall, LivelyHall])
async def test_a_turn_that_nobody_opened_gets_stuck(
    kind: type[Hall], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hall, "PATIENCE", 0.2)

    async with hall_of(kind, tmp_path) as (entered, _, facilitator):
        await facilitator.call_for(WELCOME)
        await entered.respond(WELCOME)
        with pytest.raises(StuckError) as stuck:
            await entered.respond(POLL)

    assert (stuck.value.turn, stuck.value.waiting) == (POLL, 1)


@pytest.mark.parametrize("kind", [CalmHall, LivelyHall])
async def test_what_is_refused_on_one_phone_ends_the_evening(
    kind: type[Hall], tmp_path: Path
) -> None:
    async with hall_of(kind, tmp_path) as (entered, line, facilitator):
        line.token = "verlopen"
        await facilitator.call_for(WELCOME)
        with pytest.raises(RequestRefused) as refused:
            await entered.respond(WELCOME)

    assert refused.value.status == 401
