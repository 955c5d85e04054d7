"""A house that is killed again and again while people answer, and what became of every answer.

`python -m tests.telegram.crashing 20` plays it with twenty kills by each signal.
"""

import asyncio
import json
import signal
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from bot.rehearsal.botapi.pretend import Pretend, pretend
from bot.rehearsal.botapi.process import BotApi, running_botapi
from bot.rehearsal.chat import Chat
from bot.rehearsal.facilitator import as_written
from bot.rehearsal.line import Line, connections
from bot.rehearsal.server import Server, start_server, stop_server
from bot.rehearsal.timings import Ledger
from sessions.agenda import read_agenda
from tests.telegram.evenings import AGENDA, KEPT, at_work, shows

GUESTS = 100
"""Each answers three times between two kills: 300 updates in flight."""

LATEST_KILL = 1.5
"""Seconds after the answers: the inbox is empty by then, the outbox is not."""

STOPS_WITHIN = 60.0
"""Seconds in which a house closes that was asked to."""

DEALT_WITH = 240.0
"""Seconds in which a house that starts again has dealt with everything."""

QUIET = 2.5
"""Seconds in which nothing more comes out of a house that has said everything."""


@dataclass
class Tally:
    """What was sent, and what was found of it."""

    kills: int = 0
    sent: set[str] = field(default_factory=set)
    recorded: Counter[str] = field(default_factory=Counter)
    words_expected: int = 0
    words_seen: int = 0

    @property
    def lost(self) -> int:
        return len(self.sent - self.recorded.keys())

    @property
    def counted_twice(self) -> int:
        return sum(n - 1 for n in self.recorded.values())

    @property
    def said_twice(self) -> int:
        return max(0, self.words_seen - self.words_expected)

    @property
    def unsaid(self) -> int:
        return max(0, self.words_expected - self.words_seen)


@dataclass
class Stage:
    """A house that can be killed, its meeting, and everybody in it."""

    folder: Path
    api: BotApi
    outside: Pretend
    server: Server
    crew: Line
    code: str
    guests: list[Chat]

    @property
    def settings(self) -> dict[str, str]:
        return {"SAMENSPEL_TELEGRAM_TOKEN": self.api.token, "SAMENSPEL_TELEGRAM_API": self.api.base}

    async def kill(self, by: signal.Signals) -> None:
        self.server.process.send_signal(by)
        async with asyncio.timeout(STOPS_WITHIN):
            await self.server.process.wait()

    async def start(self) -> None:
        """Start it, and wait until its bot is at work: Telegram forgets taps after 150 s."""
        before = len(await self.outside.journal("setMyCommands"))
        self.server = await start_server(self.folder, self.settings)
        await at_work(self.outside, before + 1)


async def crash(kills: int, by: signal.Signals, *, guests: int = GUESTS, seed: int = 1) -> Tally:
    """Kill a house that many times, at moments that the seed decides; count what is left."""
    random, tally = Random(seed), Tally(kills)
    with TemporaryDirectory(prefix="samenspel-") as folder:
        async with running_botapi(Path(folder)) as api, pretend(api.control) as outside:
            await outside.limits(on=False)
            await outside.freeze()  # else taps die of age at Telegram, which is not our doing
            stage = await _furnished(Path(folder), api, outside, guests)
            try:
                for _ in range(kills):
                    await _all_answer(stage, tally)
                    await asyncio.sleep(random.uniform(0.0, LATEST_KILL))
                    await stage.kill(by)
                    await stage.start()
                await _settle(stage, tally)
            finally:
                await stop_server(stage.server)
    return tally


async def _furnished(folder: Path, api: BotApi, outside: Pretend, guests: int) -> Stage:
    settings = {"SAMENSPEL_TELEGRAM_TOKEN": api.token, "SAMENSPEL_TELEGRAM_API": api.base}
    server = await start_server(folder, settings)
    async with connections(server.base) as session:
        crew = Line(session, Ledger(), server.token)
        made = await crew.call("POST", "/meetings", as_written(read_agenda(AGENDA)))
        stage = Stage(folder, api, outside, server, crew, made["code"], [])
        stage.guests = await asyncio.gather(
            *(_joined(outside, made["code"], n) for n in range(guests))
        )
        await crew.call("POST", f"/meetings/{made['code']}/items/1/open", None)
    for guest in stage.guests:
        await guest.until(lambda c=guest: shows(c, "Wat eerst?"), "the poll")  # type: ignore[misc]
    return stage


async def _joined(outside: Pretend, code: str, number: int) -> Chat:
    chat = Chat(outside, 8_000 + number)
    await chat.open(f"Gast {number}", code)
    await chat.until(lambda: "org:self" in chat.buttons() or None, "the greeting")
    await chat.press(data="org:self")
    await chat.until(lambda: shows(chat, "U doet mee voor uzelf"), "to be in")
    return chat


async def _all_answer(stage: Stage, tally: Tally) -> None:
    """Everybody taps twice and types once, at the same time."""

    async def answers(guest: Chat) -> None:
        for act in (
            guest.press(data="pick:1:1:2"),
            guest.press(data="pick:1:1:3"),
            guest.type("1"),
        ):
            tally.sent.add(f"telegram:{guest.number}:{await act}")
        tally.words_expected += 1

    await asyncio.gather(*map(answers, stage.guests))


async def _settle(stage: Stage, tally: Tally) -> None:
    """Wait until the house kept everything and has said everything; read what there is."""
    async with asyncio.timeout(DEALT_WITH), connections(stage.server.base) as session:
        line = Line(session, Ledger(), stage.server.token)
        while tally.lost:
            await asyncio.sleep(0.5)
            record = await line.call("GET", f"/meetings/{stage.code}/record")
            tally.recorded = Counter(str(each["key"]) for each in record["contributions"])
    said, still = -1, 0.0
    while still < QUIET:
        await asyncio.sleep(0.5)
        journal = await stage.outside.journal()
        calls = sum(call["method"] != "getUpdates" for call in journal)
        still = still + 0.5 if calls == said else 0.0
        said = calls
    for guest in stage.guests:
        await guest.look()
        tally.words_seen += sum(_is_typed_thanks(m) for m in guest.newest)


def _is_typed_thanks(message: dict[str, Any]) -> bool:
    """The thank-you for words is a message of its own; that for a tap changes the question."""
    change = any(b["data"] == "ask:1" for b in message["buttons"])
    return change and bool(KEPT.search(message["text"]))


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    for by in (signal.SIGKILL, signal.SIGTERM):
        tally = asyncio.run(crash(kills, by))
        row = {"signal": by.name, "kills": tally.kills, "sent": len(tally.sent), "lost": tally.lost,
               "counted_twice": tally.counted_twice, "said_twice": tally.said_twice,
               "unsaid": tally.unsaid}  # fmt: skip
        sys.stdout.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
