"""Acknowledged answers per second: our writer, and raw sqlite3 with the same group commit.

All have 200 phones that wait for their thank-you before they answer again, an event loop, a
queue, one thread that writes what has gathered and reads back under which number it was kept,
and a new file with `synchronous=FULL`. The raw writer does the same work in the same tables;
what differs is the price of SQLAlchemy, of repetitions that change nothing, of changes beside
answers and of versions for the screens. The second row is only for comparison: raw sqlite3
with one bare table, which knows no numbers, no changed answers and no closed items. TMPDIR
chooses the disk.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from threading import Thread
from time import perf_counter
from typing import NamedTuple

import pysqlite3  # type: ignore[import-untyped]  # the driver that ours uses too
from sqlalchemy import Connection, insert

from benchmarks.row import Row, in_turns, ratio_row
from sessions.storage import tables
from sessions.storage.engine import open_writing
from sessions.storage.keeping import INSERTS, row_of
from sessions.storage.migrating import migrate
from sessions.storage.unit import Keeping, Unit, as_json
from sessions.storage.writer import LARGEST_BATCH, Writer

PHONES = 200
QUESTIONS = 50
TIMES = 5

Answer = Callable[[Keeping], Awaitable[int]]
"""Keep an answer; gives its number when it is durable."""


class RawJob(NamedTuple):
    """What a writer by hand is to do: prepare, add rows, and read their numbers back."""

    prepare: str
    add: str
    read_back: str


SAME = RawJob(
    "", INSERTS["sqlite"], "SELECT id, number FROM contributions WHERE id > ? ORDER BY id"
)
BARE = RawJob(
    "CREATE TABLE bare (id INTEGER PRIMARY KEY, item, participant, key, answer, at, "
    "UNIQUE (participant, key))",
    "INSERT INTO bare (item, participant, key, answer, at) "
    "VALUES (:item, :participant, :key, :answer, :at) ON CONFLICT DO NOTHING",
    "SELECT id, id FROM bare WHERE id > ? ORDER BY id",
)


def rows() -> list[Row]:
    ours, same, bare = in_turns([_ours, partial(_raw, SAME), partial(_raw, BARE)], TIMES)
    what = f"durable answers through the writer, {PHONES} phones"
    return [
        ratio_row(
            f"{what}, beside raw sqlite3 group commit", ours, same, unit="answers/s", at_least=0.5
        ),
        ratio_row(f"{what}, beside the same with one bare table", ours, bare, unit="answers/s"),
    ]


def _ours() -> float:
    with TemporaryDirectory() as folder:
        engine = open_writing(_furnished(folder))
        with closing(Writer(engine, lambda _: None)) as writer:

            async def answer(keeping: Keeping) -> int:
                [kept] = await writer.keep(Unit(1, (keeping,)))
                return kept.number or 0

            return asyncio.run(_rate(answer))


def _raw(job: RawJob) -> float:
    with TemporaryDirectory() as folder:
        _furnished(folder)
        with closing(_RawWriter(f"{folder}/answers.db", job)) as writer:
            return asyncio.run(_rate(writer.keep))


async def _rate(answer: Answer) -> float:
    """Answers per second when every phone goes through all questions."""

    async def phone(number: int) -> None:
        for question in range(1, QUESTIONS + 1):
            assert await answer(_keeping(number, question))

    started = perf_counter()
    await asyncio.gather(*(phone(number) for number in range(1, PHONES + 1)))
    return PHONES * QUESTIONS / (perf_counter() - started)


def _keeping(phone: int, question: int) -> Keeping:
    return Keeping(
        item_id=question,
        participant_id=phone,
        owner=f"person:D{phone:03d}",
        slot="choice",
        key=f"{phone}-{question}",
        round=1,
        origin="browser",
        answer=as_json({"choice": [1]}),
        digest="0" * 64,
        at=datetime.now(UTC),
    )


def _furnished(folder: str) -> str:
    """A database with a meeting in which every question is open and every phone has joined."""
    url = f"sqlite:///{folder}/answers.db"
    migrate(url)
    engine = open_writing(url)
    with engine.begin() as connection:
        _furnish(connection)
    engine.dispose()
    return url


def _furnish(connection: Connection) -> None:
    programme = {"title": "", "themes": [], "target_groups": [], "planning": []}
    connection.execute(insert(tables.programmes).values(programme))
    names = ("title", "place", "chair", "case_number", "goal", "message", "hurries", "light")
    words = dict.fromkeys(names, "")
    counters = dict.fromkeys(("programme_id", "number", "version", "scene", "crowd", "leaf"), 1)
    meeting = {"code": "100000", "level": "operational", "language": "nl"}
    sizes = {"smallest_group": 4, "tables": 0}
    connection.execute(insert(tables.meetings).values(words | counters | meeting | sizes))
    item = {"meeting_id": 1, "definition": {}, "state": "open", "revealed": False}
    item |= {"round": 1, "step": 1, "extra_minutes": 0}
    connection.execute(
        insert(tables.items),
        [item | {"number": n, "position": n} for n in range(1, QUESTIONS + 1)],
    )
    person: dict[str, object] = {"meeting_id": 1, "organisation": "", "kind": "", "name": ""}
    person |= {"language": "nl", "origin": "browser", "role": "participant"}
    person |= {"holds_pen": False, "joined_at": datetime.now(UTC)}
    connection.execute(
        insert(tables.participants), [person | {"number": n} for n in range(1, PHONES + 1)]
    )


class _RawWriter:
    """What one would write by hand."""

    def __init__(self, path: str, job: RawJob) -> None:
        self._job = job
        self._last = 0
        self._connection = pysqlite3.connect(path, isolation_level=None, check_same_thread=False)
        for statement in ("PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON", job.prepare):
            self._connection.execute(statement)
        self._queue: SimpleQueue[tuple[Keeping, asyncio.Future[int]] | None] = SimpleQueue()
        self._thread = Thread(target=self._work)
        self._thread.start()

    async def keep(self, keeping: Keeping) -> int:
        future: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._queue.put((keeping, future))
        return await future

    def close(self) -> None:
        self._queue.put(None)
        self._thread.join()
        self._connection.close()

    def _work(self) -> None:
        while first := self._queue.get():
            batch = [first]
            while len(batch) < LARGEST_BATCH and not self._queue.empty():
                if more := self._queue.get():
                    batch.append(more)
            numbers = self._write([keeping for keeping, _ in batch])
            futures = [future for _, future in batch]
            futures[0].get_loop().call_soon_threadsafe(_resolve, futures, numbers)

    def _write(self, batch: list[Keeping]) -> list[int]:
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany(self._job.add, [row_of(1, keeping) for keeping in batch])
        kept: list[tuple[int, int]] = self._connection.execute(
            self._job.read_back, (self._last,)
        ).fetchall()
        self._connection.execute("COMMIT")
        self._last, _ = kept[-1]
        return [number for _, number in kept]


def _resolve(futures: list[asyncio.Future[int]], numbers: list[int]) -> None:
    for future, number in zip(futures, numbers, strict=True):
        future.set_result(number)
