"""A thousand phones that listen: how soon the last one has what was opened, and newcomers.

Beside it a bare stream of the same framework, with the same page behind it as a file: what is left
is what we add. Both servers and the phones are processes of their own.
"""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.load import Ballot, Wire, furnish
from benchmarks.row import Row
from bot.rehearsal.line import connections
from bot.rehearsal.server import HOST, Server, free_port, start_server, stop_server

PHONES = 1_000
TIMES = 7
"""An odd number: of a few the median is what happened once."""
BUSY, NEWCOMERS = 200, 800
MOST = 2.0
"""How many times as long as the bare one the last phone may wait."""
MOST_KIB = 30.0
WITHIN = 1.0
"""Seconds in which the last newcomer must be answered."""
STREAMS = 100


@dataclass(frozen=True, slots=True)
class Hall:
    """Where a thousand phones listen and fetch, and how an item is opened there."""

    port: int
    pid: int
    live: str
    page: str
    cookies: Sequence[str]
    opens: Sequence[bytes]


def rows() -> list[Row]:
    with TemporaryDirectory() as folder, ProcessPoolExecutor(1, get_context("spawn")) as apart:
        return asyncio.run(_measure(Path(folder), apart))


async def _measure(folder: Path, apart: ProcessPoolExecutor) -> list[Row]:
    run = asyncio.get_running_loop().run_in_executor
    server = await start_server(folder)
    try:
        ballot = await furnish(server, PHONES)
        ours = _our_hall(server, ballot)
        bare, process = await _bare_hall(server, ballot)
        try:
            halls = [await run(apart, listen_and_fetch, hall) for hall in (ours, bare)]
        finally:
            process.terminate()
            process.wait()
        slowest = [await run(apart, newcomers, ballot) for _ in range(TIMES)]
        stopping = await _stop_with_streams(server, ours)
    finally:
        await stop_server(server)
    (last, busy, kib), (bare_last, bare_busy, bare_kib) = halls
    return [
        Row(
            what=f"opening an item, {PHONES:,} phones: until the last one has fetched it",
            measured=f"{last:.2f} s, of which {busy:.2f} CPU",
            beside=f"{bare_last:.2f} s, {bare_busy:.2f} CPU for a bare stream and a file: "
            f"{last / bare_last:.1f} times, {busy / bare_busy:.1f} CPU",
            aim=f"at most {MOST:.0f} times",
            reached=last <= MOST * bare_last,
        ),
        Row(
            what="memory of a phone that listens",
            measured=f"{kib:.0f} KiB",
            beside=f"bare {bare_kib:.0f} KiB",
            aim=f"at most {MOST_KIB:.0f} KiB",
            reached=kib <= MOST_KIB,
        ),
        Row(
            what=f"{NEWCOMERS} newcomers while {BUSY} phones vote: the last is answered after",
            measured=f"{median(slowest):.2f} s",
            aim=f"under {WITHIN:.0f} s",
            reached=median(slowest) < WITHIN,
        ),
        Row(
            what=f"SIGTERM with {STREAMS} open streams, until the process has ended",
            measured=f"{stopping:.2f} s",
            aim="under 1 s",
            reached=stopping < 1,
        ),
    ]


def _our_hall(server: Server, ballot: Ballot) -> Hall:
    meeting = ballot.path.partition("/items/")[0]
    item = f"{meeting}/items/1"

    def order(verb: str) -> bytes:
        return (
            f"POST {item}/{verb} HTTP/1.1\r\nHost: {HOST}:{server.port}\r\n"
            f"Authorization: Bearer {server.token}\r\nContent-Type: application/json\r\n"
            "Content-Length: 2\r\n\r\n{}"
        ).encode()

    page = f"/m/{meeting.rpartition('/')[2]}"
    return Hall(
        server.port, server.process.pid, f"{meeting}/live", page, ballot.cookies,
        [order("close"), order("reopen")],
    )  # fmt: skip


async def _bare_hall(server: Server, ballot: Ballot) -> tuple[Hall, subprocess.Popen[bytes]]:
    """The same page, as our server gave it, from a server that does nothing else."""
    port = free_port()
    ours = _our_hall(server, ballot)
    async with connections(server.base) as session:
        cookie = {"Cookie": ballot.cookies[0]}
        async with session.get(f"{server.base}{ours.page}", headers=cookie) as answer:
            page = await answer.text()
    process = subprocess.Popen(  # noqa: ASYNC220 -- nothing else runs meanwhile
        [sys.executable, "-m", "benchmarks.bare_live", str(port)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps(page).encode() + b"\n")
    process.stdin.flush()
    process.stdout.readline()
    order = f"POST /open HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 0\r\n\r\n".encode()
    hall = Hall(port, process.pid, "/live", "/page", ballot.cookies, [order, order])
    return hall, process


def listen_and_fetch(hall: Hall) -> tuple[float, float, float]:
    """Seconds until the last phone had it, CPU seconds of the server, KiB of a listening phone."""
    return asyncio.run(_listen_and_fetch(hall))


async def _listen_and_fetch(hall: Hall) -> tuple[float, float, float]:
    before = _memory(hall.pid)
    streams = [await _stream(hall, cookie) for cookie in hall.cookies]
    kib = (_memory(hall.pid) - before) / len(streams)
    waits, busy = [], []
    for time in range(TIMES):
        crew = await Wire.connect(hall.port)
        wires = [await Wire.connect(hall.port) for _ in hall.cookies]
        began, worked = perf_counter(), _cpu(hall.pid)
        fetched = [
            asyncio.create_task(_hear_and_fetch(reader, wire, hall, cookie))
            for (reader, _), wire, cookie in zip(streams, wires, hall.cookies, strict=True)
        ]
        assert await crew.send(hall.opens[time % 2]) < 300
        await asyncio.gather(*fetched)
        waits.append(perf_counter() - began)
        busy.append(_cpu(hall.pid) - worked)
        for wire in (crew, *wires):
            wire.cut()
        await asyncio.sleep(1)
    for _, writer in streams:
        writer.transport.abort()
    return median(waits), median(busy), kib


async def _stream(hall: Hall, cookie: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection(HOST, hall.port)
    writer.write(_get(hall.live, hall.port, cookie))
    await reader.readuntil(b"data: ")
    await reader.readuntil(b"\n\n")
    return reader, writer


async def _hear_and_fetch(
    reader: asyncio.StreamReader, wire: Wire, hall: Hall, cookie: str
) -> None:
    await reader.readuntil(b"data: ")
    await reader.readuntil(b"\n\n")
    assert await wire.send(_get(hall.page, hall.port, cookie)) == 200


def _get(path: str, port: int, cookie: str) -> bytes:
    head = f"GET {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\nAccept-Encoding: gzip\r\n"
    return f"{head}Cookie: {cookie}\r\n\r\n".encode()


def _memory(pid: int) -> float:
    """KiB that a process holds now."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return float(status.partition("VmRSS:")[2].split()[0])


def _cpu(pid: int) -> float:
    """CPU seconds that a process used until now: what else the machine does is not in it."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def newcomers(ballot: Ballot) -> float:
    """Seconds until the last newcomer has the front door, while others vote without a pause."""
    return asyncio.run(_newcomers(ballot))


async def _newcomers(ballot: Ballot) -> float:
    wires = [await Wire.connect(ballot.port) for _ in range(BUSY)]
    run = f"{perf_counter()}"

    async def votes(phone: int) -> None:
        vote = 0
        while True:
            await wires[phone].send(ballot.vote(phone, f"{run}-{phone}-{vote}"))
            vote += 1

    voting = [asyncio.create_task(votes(phone)) for phone in range(BUSY)]
    await asyncio.sleep(0.3)
    began = perf_counter()
    await asyncio.gather(*(_comes(ballot.port) for _ in range(NEWCOMERS)))
    took = perf_counter() - began
    for task in voting:
        task.cancel()
    await asyncio.gather(*voting, return_exceptions=True)
    for wire in wires:
        wire.cut()
    return took


async def _comes(port: int) -> None:
    wire = await Wire.connect(port)
    assert await wire.send(_get("/healthz", port, "")) == 200
    wire.cut()


async def _stop_with_streams(server: Server, hall: Hall) -> float:
    streams = [await _stream(hall, cookie) for cookie in hall.cookies[:STREAMS]]
    began = perf_counter()
    server.process.terminate()
    await server.process.wait()
    took = perf_counter() - began
    for _, writer in streams:
        writer.transport.abort()
    return took
