"""Two hundred phones that vote in the same second, and a server that is killed while they do."""

import asyncio
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.load import Ballot, Load, Wire, furnish, vote_at_once
from benchmarks.row import Row
from bot.rehearsal.line import API, Line, connections
from bot.rehearsal.server import Server, start_server, stop_server
from bot.rehearsal.timings import Ledger

PHONES = 200
TIMES = 7
KILLS = 20
WITHIN = 300.0
"""Milliseconds in which nearly everybody must have their thank-you."""

LONGEST_LIFE = 0.4
"""Seconds that a server votes before it is killed, at most."""


def rows() -> list[Row]:
    with TemporaryDirectory() as folder:
        burst = asyncio.run(_bursts(Path(folder)))
    with TemporaryDirectory() as folder:
        killed = asyncio.run(kill_in_bursts(Path(folder), phones=PHONES, kills=KILLS))
    return [burst, killed.row()]


async def _bursts(folder: Path) -> Row:
    """The phones live in a process of their own, as they do in a hall."""
    server = await start_server(folder)
    try:
        ballot = await furnish(server, PHONES)
        with ProcessPoolExecutor(1, get_context("spawn")) as apart:
            loads = [
                await asyncio.get_running_loop().run_in_executor(
                    apart, vote_at_once, ballot, f"burst-{time}"
                )
                for time in range(TIMES)
            ]
        return _row(loads, len(set(await recorded_keys(server, ballot))))
    finally:
        await stop_server(server)


def _row(loads: list[Load], counted: int) -> Row:
    p50, p95 = median(load.p50 for load in loads), median(load.p95 for load in loads)
    refused = sum(load.refused for load in loads)
    acknowledged = PHONES * TIMES - refused
    counts = [counted / TIMES, acknowledged / TIMES, refused / TIMES]
    return Row(
        what=f"{PHONES} phones at once: counted / acknowledged / refused",
        measured=" / ".join(f"{each:g}" for each in counts),
        beside=f"p50 {p50:.0f} ms, p95 {p95:.0f} ms",
        aim=f"{PHONES} / {PHONES} / 0, p95 under {WITHIN:.0f} ms",
        reached=counts == [PHONES, PHONES, 0] and p95 < WITHIN,
    )


@dataclass
class Aftermath:
    """What was left after the kills: keys with how often the record has them."""

    kills: int
    acknowledged: set[str] = field(default_factory=set)
    unthanked: int = 0
    kept: Counter[str] = field(default_factory=Counter)

    @property
    def lost(self) -> list[str]:
        return sorted(key for key in self.acknowledged if not self.kept[key])

    @property
    def twice(self) -> list[str]:
        return sorted(key for key, times in self.kept.items() if times > 1)

    def row(self) -> Row:
        return Row(
            what=f"kill -9 in a burst, {self.kills} times: acknowledged lost / counted twice",
            measured=f"{len(self.lost)} / {len(self.twice)}",
            beside=f"of {len(self.acknowledged):,}; {self.unthanked:,} sent again",
            aim="0 / 0",
            reached=not self.lost and not self.twice,
        )


async def kill_in_bursts(folder: Path, *, phones: int, kills: int) -> Aftermath:
    """Kill the server while everybody votes, start it again, and so on; then count."""
    random = Random(kills)
    aftermath = Aftermath(kills)
    server = await start_server(folder)
    try:
        ballot = await furnish(server, phones)
        for kill in range(kills):
            voting = [
                asyncio.create_task(_vote_until_dead(ballot, phone, kill, aftermath.acknowledged))
                for phone in range(phones)
            ]
            await asyncio.sleep(random.uniform(0.1, LONGEST_LIFE))
            server.process.kill()
            await server.process.wait()
            unthanked = await asyncio.gather(*voting)
            server = await start_server(folder)
            ballot = Ballot(server.port, ballot.path, ballot.cookies)
            await _send_again(ballot, unthanked, aftermath.acknowledged)
            aftermath.unthanked += len(unthanked)
        aftermath.kept = Counter(await recorded_keys(server, ballot))
    finally:
        await stop_server(server)
    return aftermath


async def _vote_until_dead(ballot: Ballot, phone: int, kill: int, thanked: set[str]) -> str:
    """Vote, and vote again; return the key of the vote that got no thank-you."""
    wire = await Wire.connect(ballot.port)
    vote = 0
    while True:
        key = f"{kill}-{phone}-{vote}"
        try:
            assert await wire.send(ballot.vote(phone, key)) == 200
        except (OSError, EOFError):
            wire.cut()
            return key
        thanked.add(key)
        vote += 1


async def _send_again(ballot: Ballot, keys: Iterable[str], thanked: set[str]) -> None:
    """What every phone does with its outbox when the server is back."""

    async def again(phone: int, key: str) -> None:
        wire = await Wire.connect(ballot.port)
        assert await wire.send(ballot.vote(phone, key)) == 200
        thanked.add(key)
        wire.cut()

    await asyncio.gather(*(again(phone, key) for phone, key in enumerate(keys)))


async def recorded_keys(server: Server, ballot: Ballot) -> list[str]:
    """The key of everything that the record holds."""
    code = ballot.path.removeprefix(f"{API}/meetings/").partition("/")[0]
    async with connections(server.base) as session:
        crew = Line(session, Ledger(), server.token)
        record = await crew.call("GET", f"/meetings/{code}/record")
    return [str(each["key"]) for each in record["contributions"]]
