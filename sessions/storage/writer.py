"""One writer: what arrives together is committed together, and acknowledged after that.

A thread owns the only writing connection. It takes what has gathered in the queue, writes it
in one transaction and only then resolves the futures. Waiting for the disk is shared by
everybody in the batch, which is what makes sixty answers in one second cheap.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Engine, select, update

from sessions.storage import tables
from sessions.storage.batching import Waiting, answer, gather
from sessions.storage.beside import keep_beside
from sessions.storage.keeping import keep_contributions
from sessions.storage.unit import Committed, Kept, Stirs, Unit, Work

T = TypeVar("T")

LARGEST_BATCH = 512
"""Units in one transaction: beyond this the wait of the first grows and the gain is gone."""


@dataclass(slots=True, kw_only=True)
class _Waiting(Waiting):
    task: Unit | Work

    @property
    def has_changed(self) -> bool:
        """A repetition changes nothing, nor does an answer that came too late."""
        return isinstance(self.task, Work) or any(kept.fresh for kept in self.result)


class Writer:
    """The only way to change the database while the house is open."""

    def __init__(self, engine: Engine, told: Callable[[Sequence[Committed]], None]) -> None:
        """`told` hears, in the event loop, what each commit changed."""
        self._engine = engine
        self._told = told
        self._queue: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._thread = Thread(target=self._work, name="writer", daemon=True)
        self._thread.start()

    async def keep(self, unit: Unit) -> list[Kept]:
        """Keep a unit; when this returns, it is on the disk."""
        return cast(list[Kept], await self._submit(unit))

    async def run(
        self,
        meeting_id: int | None,
        work: Callable[[Connection], T],
        stirs: Stirs = Stirs.CREW,
    ) -> T:
        """Run any other change in the next transaction; an exception undoes it alone."""
        return cast(T, await self._submit(Work(meeting_id, work, stirs)))

    def close(self) -> None:
        """Write what still waits, then stop."""
        self._queue.put(None)
        self._thread.join()
        self._engine.dispose()

    async def _submit(self, task: Unit | Work) -> Any:
        if not self._thread.is_alive():
            raise RuntimeError("the writer has stopped")
        waiting = _Waiting(task=task)
        self._queue.put(waiting)
        return await waiting.future

    def _work(self) -> None:
        with self._engine.connect() as connection:
            while batch := gather(self._queue, LARGEST_BATCH):
                committed = self._write(connection, batch)
                answer(batch, partial(self._resolve, committed))

    def _write(self, connection: Connection, batch: list[_Waiting]) -> list[Committed]:
        """Write the batch in one transaction; when one of it fails, each in its own."""
        try:
            return _commit(connection, batch)
        except Exception as error:  # noqa: BLE001 -- whatever it is goes to whoever caused it
            if len(batch) == 1:
                batch[0].error = error
                return []
        return [done for waiting in batch for done in self._write(connection, [waiting])]

    def _resolve(self, committed: list[Committed], waiting: Sequence[_Waiting]) -> None:
        try:
            if committed:
                self._told(committed)
        finally:
            for each in waiting:
                each.settle()


def _commit(connection: Connection, batch: list[_Waiting]) -> list[Committed]:
    with connection.begin():
        _take_turns(connection, batch)
        for is_unit, run in groupby(batch, key=lambda w: isinstance(w.task, Unit)):
            together = list(run)
            if is_unit:
                _keep_all(connection, together)
            else:
                for waiting in together:
                    waiting.result = cast(Work, waiting.task).run(connection)
        return _move_versions(connection, batch)


def _take_turns(connection: Connection, batch: list[_Waiting]) -> None:
    """Several processes may number, change and read on in one meeting: one at a time.

    On SQLite `BEGIN IMMEDIATE` saw to it already.
    """
    touched = {w.task.meeting_id for w in batch if w.task.meeting_id is not None}
    if connection.dialect.name == "sqlite" or not touched:
        return
    columns = tables.meetings.c
    connection.execute(
        select(columns.id)
        .where(columns.id.in_(touched))
        .order_by(columns.id)
        .with_for_update(key_share=True)
    )


def _keep_all(connection: Connection, batch: list[_Waiting]) -> None:
    """Keep what was given, and what stands beside it of those of whom everything was kept."""
    units = [cast(Unit, w.task) for w in batch]
    kept = keep_contributions(
        connection, [(cast(int, u.meeting_id), k) for u in units for k in u.contributions]
    )
    complete = []
    for waiting, unit in zip(batch, units, strict=True):
        found = [kept[k.participant_id, k.key] for k in unit.contributions]
        waiting.result = found
        if all(
            f.holds(k.item_id, k.digest) for f, k in zip(found, unit.contributions, strict=True)
        ):
            complete.append((unit, found))
    keep_beside(connection, complete)


def _move_versions(connection: Connection, batch: list[_Waiting]) -> list[Committed]:
    touched: dict[int, Stirs] = {}
    for meeting, stirs in {(w.task.meeting_id, w.task.stirs) for w in batch if w.has_changed}:
        if meeting is not None:
            touched[meeting] = touched.get(meeting, Stirs.CREW) | stirs
    return [_move(connection, meeting, stirs) for meeting, stirs in sorted(touched.items())]


def _move(connection: Connection, meeting: int, stirs: Stirs) -> Committed:
    columns = tables.meetings.c
    row = connection.execute(
        update(tables.meetings)
        .where(columns.id == meeting)
        .values(
            version=columns.version + 1,
            scene=columns.scene + (1 if Stirs.HALL in stirs else 0),
            crowd=columns.crowd + (1 if Stirs.CROWD in stirs else 0),
        )
        .returning(columns.version, columns.scene, columns.crowd)
    ).one()
    return Committed(meeting, row.version, row.scene, row.crowd)
