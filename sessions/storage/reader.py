"""One reader: what is asked together is read together, in one snapshot and one hop to a thread.

Sixty phones ask at the same moment. Each hop to a thread and each transaction of its own costs
more than most of what is read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Engine

from sessions.storage.batching import Waiting, answer, gather

T = TypeVar("T")

MOST_TOGETHER = 32
"""Readings of one snapshot: beyond this the first waits longer than the last gains."""


@dataclass(slots=True, kw_only=True)
class _Reading(Waiting):
    work: Callable[[Connection], Any]

    def read(self, connection: Connection) -> None:
        """Read, and keep what went wrong for whoever asked; the others read on."""
        try:
            self.result = self.work(connection)
        except Exception as error:  # noqa: BLE001 -- whatever it is goes to whoever asked
            self.error = error
            connection.rollback()  # PostgreSQL answers nothing more in this transaction


class Reader:
    """Reads in a thread of its own, so that the event loop never waits for the database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._queue: SimpleQueue[_Reading | None] = SimpleQueue()
        self._thread = Thread(target=self._work, name="reader", daemon=True)
        self._thread.start()

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run SQL that only reads, in a snapshot that began after this was asked."""
        if not self._thread.is_alive():
            raise RuntimeError("the reader has stopped")
        reading = _Reading(work=work)
        self._queue.put(reading)
        return cast(T, await reading.future)

    def close(self) -> None:
        """Read what still waits, then stop."""
        self._queue.put(None)
        self._thread.join()
        self._engine.dispose()

    def _work(self) -> None:
        while batch := gather(self._queue, MOST_TOGETHER):
            self._read(batch)
            answer(batch, _settle)

    def _read(self, batch: Sequence[_Reading]) -> None:
        try:
            with self._engine.connect() as connection:
                for each in batch:
                    each.read(connection)
        except Exception as error:  # noqa: BLE001 -- the database is away: all of them hear it
            for each in batch:
                each.error = each.error or error


def _settle(readings: Sequence[_Reading]) -> None:
    for each in readings:
        each.settle()
