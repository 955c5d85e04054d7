"""What an update costs, beside bots that only echo; and how soon everybody has a question.

Each bot is a process of its own, and so is the stand-in for Telegram that they all talk to.
"""

import asyncio
import os
import sqlite3
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from benchmarks.row import Row
from bot.rehearsal.botapi.pretend import Pretend, PretendPerson, pretend
from bot.rehearsal.botapi.process import BotApi, running_botapi
from bot.rehearsal.line import Line, connections
from bot.rehearsal.server import DATABASE, running_server, stop_process
from bot.rehearsal.timings import Ledger

PEOPLE = 100
EACH = 6
"""Updates of each of them at once: 600 in all."""

RUNS = 3
"""In turns, ours and the echo."""

HALL = 300
AT_MOST_TIMES_ECHO = 2.0
LIMIT = 30
"""Messages a second that Telegram allows."""

ALLOWED, UNLIMITED = 30, 1_000
"""Messages a second that our bot keeps to; and as many as an echo, which keeps to nothing.

A pause before each message costs CPU of its own: waking up two threads takes longer than working.
"""

WITHIN = 1.05
AGENDA = {
    "programme": "Meting",
    "meeting": {"title": "Meting"},
    "items": [{"question": "Wat werkt nu al goed?"}],
}

WAITS = 120.0
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds per 1,000 updates, and updates dealt with per second."""

    cpu: float
    rate: float


def median_of(costs: Sequence[Cost]) -> Cost:
    """The middle one: a machine that does something else now and then spoils a single run."""
    return Cost(median(each.cpu for each in costs), median(each.rate for each in costs))


def rows() -> list[Row]:
    runs = [(asyncio.run(_ours()), asyncio.run(_echo("aiogram"))) for _ in range(RUNS)]
    ours, aiogram = (median_of(costs) for costs in zip(*runs, strict=True))
    ptb, paced = asyncio.run(_echo("ptb")), asyncio.run(_ours(ALLOWED))
    reached, refused = asyncio.run(_reach())
    ratio, floor = ours.cpu / aiogram.cpu, HALL / LIMIT
    return [
        Row(
            what="CPU per 1,000 updates, whole conversation, durable / bare aiogram echo",
            measured=f"{ours.cpu:.2f} CPU s",
            beside=f"{aiogram.cpu:.2f} CPU s, ratio {ratio:.2f} (PTB {ptb.cpu:.2f})",
            aim=f"at most {AT_MOST_TIMES_ECHO:.0f} times",
            reached=ratio <= AT_MOST_TIMES_ECHO,
        ),
        Row(
            what=f"the same, with its thank-yous at {ALLOWED} a second",
            measured=f"{paced.cpu:.2f} CPU s",
            beside=f"{aiogram.cpu:.2f} CPU s, ratio {paced.cpu / aiogram.cpu:.2f}",
        ),
        Row(
            what="updates taken in: kept as answers / echoed by aiogram (PTB: python-telegram-bot)",
            measured=f"{ours.rate:,.0f} /s",
            beside=f"{aiogram.rate:,.0f} /s (PTB {ptb.rate:,.0f})",
        ),
        Row(
            what=f"a question to {HALL} chats, the last one has it",
            measured=f"{reached:.1f} s, {refused} times 429",
            beside=f"{floor:.1f} s at the limit of {LIMIT}/s",
            aim="within 5 %, no 429",
            reached=reached <= floor * WITHIN and refused == 0,
        ),
    ]


@asynccontextmanager
async def _telegram() -> AsyncIterator[tuple[BotApi, Pretend, Path]]:
    with TemporaryDirectory() as folder:
        async with running_botapi(Path(folder)) as api, pretend(api.control) as outside:
            await outside.limits(on=False)
            yield api, outside, Path(folder)


@asynccontextmanager
async def _house(
    api: BotApi, folder: Path, per_second: int = ALLOWED
) -> AsyncIterator[tuple[Line, str, int]]:
    """Our server with its bot, a meeting, and the number of the process."""
    settings = {
        "SAMENSPEL_TELEGRAM_TOKEN": api.token,
        "SAMENSPEL_TELEGRAM_API": api.base,
        "SAMENSPEL_TELEGRAM_PER_SECOND": str(per_second),
    }
    async with running_server(folder, settings) as server, connections(server.base) as session:
        line = Line(session, Ledger(), server.token)
        made = await line.call("POST", "/meetings", AGENDA)
        yield line, str(made["code"]), server.process.pid


async def _ours(per_second: int = UNLIMITED) -> Cost:
    async with (
        _telegram() as (api, outside, folder),
        _house(api, folder, per_second) as (line, code, pid),
    ):
        people = await _hall(outside, code, PEOPLE)
        await line.call("POST", f"/meetings/{code}/items/1/open", None)
        await _everybody(outside, len(people), "sendMessage", since=2 * len(people))

        async def kept() -> bool:
            return _contributions(folder) == PEOPLE * EACH

        return await _cost(outside, people, pid, kept)


def _contributions(folder: Path) -> int:
    """How many are on the disk; not asked of the server, which would have to work for it."""
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        return int(database.execute("SELECT count(*) FROM contributions").fetchone()[0])


async def _hall(outside: Pretend, code: str, how_many: int) -> list[PretendPerson]:
    """So many people who came in by the link, for themselves."""
    people = [await outside.person(f"P{n}") for n in range(how_many)]
    await asyncio.gather(*(each.starts(code) for each in people))

    async def enter(each: PretendPerson) -> None:
        await each.waits_for("Namens welke organisatie", WAITS)
        await each.presses(data="org:self")
        await each.waits_for("U doet mee voor uzelf", WAITS)

    await asyncio.gather(*map(enter, people))
    return people


async def _echo(which: str) -> Cost:
    async with _telegram() as (api, outside, _folder):
        people = [await outside.person(f"P{n}") for n in range(PEOPLE)]
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.echo", which, api.base, api.token
        )
        try:
            await asyncio.gather(*(each.starts() for each in people))
            await _everybody(outside, PEOPLE, "sendMessage")

            async def echoed() -> bool:
                return len(await outside.journal("sendMessage")) == PEOPLE * (EACH + 1)

            return await _cost(outside, people, process.pid, echoed)
        finally:
            await stop_process(process)


async def _everybody(outside: Pretend, how_many: int, method: str, since: int = 0) -> None:
    """Wait until so many calls more were made."""
    async with asyncio.timeout(WAITS):
        while len(await outside.journal(method)) < since + how_many:  # noqa: ASYNC110 -- the journal is in another process
            await asyncio.sleep(0.3)


async def _cost(
    outside: Pretend, people: list[PretendPerson], pid: int, done: Callable[[], Awaitable[bool]]
) -> Cost:
    """Let everybody say something at once; the answers count until the last one is out."""
    said, sent = len(people) * EACH, len(await outside.journal("sendMessage"))
    cpu, began = _cpu(pid), perf_counter()
    for turn in range(EACH):
        await asyncio.gather(*(each.says(f"Antwoord {turn} van {each.id}") for each in people))
    async with asyncio.timeout(WAITS):
        while not await done():  # noqa: ASYNC110 -- what we wait for is in another process
            await asyncio.sleep(0.3)
    took = perf_counter() - began
    await _everybody(outside, said, "sendMessage", since=sent)
    return Cost(1_000 * (_cpu(pid) - cpu) / said, said / took)


def _cpu(pid: int) -> float:
    """CPU seconds of a process so far, from /proc/PID/stat."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


async def _reach() -> tuple[float, int]:
    """How long until the last of a full hall has the question, and how often we were refused."""
    async with _telegram() as (api, outside, folder), _house(api, folder) as (line, code, _pid):
        people = await _hall(outside, code, HALL)
        await asyncio.sleep(2)
        await outside.limits(on=True)
        before = len(await outside.journal("sendMessage"))
        began = perf_counter()
        await line.call("POST", f"/meetings/{code}/items/1/open", None)
        await _everybody(outside, len(people), "sendMessage", since=before)
        calls: list[dict[str, Any]] = await outside.journal("sendMessage")
        return perf_counter() - began, sum(call["status"] == 429 for call in calls)
