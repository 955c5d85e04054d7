"""Acknowledged votes per second over HTTP: our server, and the barest one with the same write.

Two hundred phones vote on kept connections, each as soon as its last vote was acknowledged.
Both servers, and the phones, are processes of their own; the servers take turns.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.load import Ballot, Load, furnish, vote_steadily
from benchmarks.row import Row, in_turns, ratio_row
from bot.rehearsal.server import free_port, start_server, stop_server

PHONES = 200
VOTES = 15
TIMES = 7
STRAGGLES = 4.0
"""How many times the median the slowest of a hundred votes may take."""


def rows() -> list[Row]:
    with (
        TemporaryDirectory() as folder,
        _our_server(Path(folder)) as ours,
        _bare_server(Path(folder)) as bare,
        ProcessPoolExecutor(1, get_context("spawn")) as apart,
    ):
        loads: list[Load] = []
        rate, beside = in_turns([_rate(apart, ours, loads), _rate(apart, bare, [])], TIMES)
    p50, p99 = median(load.p50 for load in loads), median(load.p99 for load in loads)
    return [
        ratio_row(
            f"votes over HTTP, {PHONES} phones / bare ASGI vote with the same write",
            rate, beside, unit="votes/s", at_least=0.6,
        ),
        Row(
            what=f"the slowest of a hundred votes, {PHONES} phones",
            measured=f"p99 {p99:.0f} ms",
            beside=f"p50 {p50:.0f} ms: {p99 / p50:.1f} times",
            aim=f"at most {STRAGGLES:.0f} times",
            reached=p99 <= STRAGGLES * p50,
        ),
    ]  # fmt: skip


def _rate(apart: Executor, ballot: Ballot, loads: list[Load]) -> Callable[[], float]:
    """One run after another against one server; every vote has a key of its own."""
    runs = count()

    def run() -> float:
        load = apart.submit(vote_steadily, ballot, f"run-{next(runs)}", VOTES).result()
        assert load.refused == 0
        loads.append(load)
        return load.rate

    return run


@contextmanager
def _our_server(folder: Path) -> Iterator[Ballot]:
    with asyncio.Runner() as loop:
        server = loop.run(start_server(folder))
        try:
            yield loop.run(furnish(server, PHONES))
        finally:
            loop.run(stop_server(server))


@contextmanager
def _bare_server(folder: Path) -> Iterator[Ballot]:
    port = free_port()
    arguments = [str(folder), str(port), str(PHONES)]
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.bare", *arguments], stdout=subprocess.PIPE
    )
    assert process.stdout
    try:
        yield Ballot(port, "/vote", json.loads(process.stdout.readline()))
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()
