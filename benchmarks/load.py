"""Phones that do nothing but vote: raw HTTP/1.1, so that the client costs as little as it can."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Self

from bot.rehearsal.line import API, Line, connections
from bot.rehearsal.server import HOST, Server
from bot.rehearsal.timings import Ledger, percentile

AGENDA = {
    "programme": "Meting",
    "meeting": {"title": "Meting"},
    "items": [{"poll": "Wat kiest u?", "choose": "one", "options": ["Wonen", "Zorg", "Welzijn"]}],
}

_LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")


@dataclass(frozen=True, slots=True)
class Ballot:
    """Where votes go, and the cookie of each phone that votes."""

    port: int
    path: str
    cookies: Sequence[str]

    def vote(self, phone: int, key: str) -> bytes:
        """A whole request."""
        body = b'{"choice": [%d]}' % (phone % 3 + 1)
        head = (
            f"PUT {self.path} HTTP/1.1\r\nHost: {HOST}:{self.port}\r\n"
            f"Cookie: {self.cookies[phone]}\r\nIdempotency-Key: {key}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


@dataclass(frozen=True, slots=True)
class Load:
    """What a run measured: votes per second, refusals, and waits in milliseconds."""

    rate: float
    refused: int
    p50: float
    p95: float
    p99: float


class Wire:
    """One connection that is kept."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def connect(cls, port: int) -> Self:
        return cls(*await asyncio.open_connection(HOST, port))

    async def send(self, request: bytes) -> int:
        """Send a request and read the whole answer; return its status."""
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        length = _LENGTH.search(head)
        assert length
        await self._reader.readexactly(int(length[1]))
        return int(head[9:12])

    def cut(self) -> None:
        self._writer.transport.abort()


async def furnish(server: Server, phones: int) -> Ballot:
    """A meeting with an open poll, and everybody joined."""
    async with connections(server.base) as session:
        crew = Line(session, Ledger(), server.token)
        code = (await crew.call("POST", "/meetings", AGENDA))["code"]
        await crew.call("POST", f"/meetings/{code}/items/1/open")
        door = Line(session, Ledger())
        joined = [await door.call("POST", "/join", {"code": code}) for _ in range(phones)]
    cookies = [f"deelnemer_{code}={each['token']}" for each in joined]
    return Ballot(server.port, f"{API}/meetings/{code}/items/1/answer", cookies)


def vote_steadily(ballot: Ballot, run: str, votes: int) -> Load:
    """Everybody votes so many times, each as soon as the last one was acknowledged."""
    return asyncio.run(_vote_steadily(ballot, run, votes))


async def _vote_steadily(ballot: Ballot, run: str, votes: int) -> Load:
    wires = [await Wire.connect(ballot.port) for _ in ballot.cookies]
    waits: list[float] = []
    statuses: list[int] = []

    async def phone(number: int) -> None:
        for vote in range(votes):
            request = ballot.vote(number, f"{run}-{number}-{vote}")
            began = perf_counter()
            statuses.append(await wires[number].send(request))
            waits.append(perf_counter() - began)

    began = perf_counter()
    await asyncio.gather(*map(phone, range(len(wires))))
    took = perf_counter() - began
    for wire in wires:
        wire.cut()
    return measured(waits, statuses, took)


def vote_at_once(ballot: Ballot, run: str) -> Load:
    """Everybody picks up the phone, connects and votes, all at the same moment."""
    return asyncio.run(_vote_at_once(ballot, run))


async def _vote_at_once(ballot: Ballot, run: str) -> Load:
    waits: list[float] = []
    statuses: list[int] = []

    async def phone(number: int) -> None:
        began = perf_counter()
        wire = await Wire.connect(ballot.port)
        statuses.append(await wire.send(ballot.vote(number, f"{run}-{number}")))
        waits.append(perf_counter() - began)
        wire.cut()

    began = perf_counter()
    await asyncio.gather(*map(phone, range(len(ballot.cookies))))
    return measured(waits, statuses, perf_counter() - began)


def measured(waits: Sequence[float], statuses: Sequence[int], took: float) -> Load:
    ordered = sorted(1_000 * wait for wait in waits)
    p50, p95, p99 = (percentile(ordered, p) for p in (50, 95, 99))
    accepted = statuses.count(200)
    return Load(accepted / took, len(statuses) - accepted, p50, p95, p99)
