"""Reading: one immutable record per meeting, kept until its version moves."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import TypeVar

from sqlalchemy import Connection, select

from sessions.errors import Unknown
from sessions.record import Record
from sessions.storage import tables
from sessions.storage.engine import open_reading, open_writing
from sessions.storage.phone_tables import phones
from sessions.storage.reader import Reader
from sessions.storage.reading import Snapshot, pseudonym, read_snapshot
from sessions.storage.unit import Committed
from sessions.storage.writer import Writer

T = TypeVar("T")

GLANCES = 10.0
"""Seconds for which an answer trusts the record in memory; the insert checks its item itself."""

LOOKS_ABROAD = 1.0
"""Seconds after which a record is held against the database, in case a command changed it."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Whom a participant's token stands for."""

    code: str
    pseudonym: str
    participant_id: int


@dataclass(frozen=True, slots=True)
class _RecordReading:
    """A record that is being read; None when there is no such meeting."""

    began: float
    task: asyncio.Future[Snapshot | None]


class Store:
    """The database behind the house: records to read, and one writer."""

    def __init__(self, url: str) -> None:
        self._reader = Reader(open_reading(url))
        self.writer = Writer(open_writing(url), self._heard)
        self._snapshots: dict[str, Snapshot] = {}
        self._checked: dict[str, float] = {}
        self._latest: dict[int, Committed] = {}
        self._readings: dict[str, _RecordReading] = {}
        self._seats: dict[str, Seat] = {}
        self._listeners: list[Callable[[Sequence[Committed]], None]] = []

    def listen(self, listener: Callable[[Sequence[Committed]], None]) -> None:
        """Tell `listener`, in the event loop, what each commit changed."""
        self._listeners.append(listener)

    def listen_no_more(self, listener: Callable[[Sequence[Committed]], None]) -> None:
        self._listeners.remove(listener)

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run SQL that only reads, in the reader's thread and one snapshot."""
        return await self._reader.read(work)

    def record_at_hand(self, code: str) -> Record | None:
        """The meeting as it stands, if that is in memory; never waits."""
        held = self._snapshots.get(code)
        return held.record if held and self._is_current(held) else None

    async def record(self, code: str) -> Record:
        """The meeting as it stands; raise `Unknown` when no meeting has this code."""
        return self.record_at_hand(code) or await self._read_record(code, enough=self._is_current)

    async def record_now(self, code: str) -> Record:
        """The meeting as the database has it now, also where another process just changed it."""
        return await self._read_record(code, enough=lambda _: False)

    async def _read_record(self, code: str, enough: Callable[[Snapshot], bool]) -> Record:
        """What is read after this was asked, or what is being read if that is `enough`.

        A whole hall asks at once when something changed: it goes on together after one reading,
        not one after the other.
        """
        asked = monotonic()
        while True:
            reading = self._readings.get(code) or self._start_reading(code)
            found = await asyncio.shield(reading.task)
            in_time = reading.began >= asked
            if found and (in_time or enough(found)):
                return found.record
            if found is None and in_time:
                raise Unknown("meeting.unknown")

    def _start_reading(self, code: str) -> "_RecordReading":
        reading = _RecordReading(monotonic(), asyncio.ensure_future(self._refresh(code)))
        self._readings[code] = reading
        return reading

    async def _refresh(self, code: str) -> Snapshot | None:
        held, began = self._snapshots.get(code), monotonic()
        try:
            found = await self.read(lambda connection: self._newer(connection, code, held))
        finally:
            del self._readings[code]  # here and not a turn later: who waits may look at once
        if found is None:
            self._snapshots.pop(code, None)
            return None
        self._snapshots[code], self._checked[code] = found, began
        return found

    def glance(self, code: str) -> Record | None:
        """What is in memory, if the hall still sees the same; never waits.

        Newcomers, contributions and what people changed about themselves may be missing.
        """
        held = self._snapshots.get(code)
        if held is None:
            return None
        latest = self._latest.get(held.record.meeting.id)
        same = latest is None or latest.scene <= held.record.meeting.scene
        return held.record if same and self._checked_lately(code, GLANCES) else None

    def seat_at_hand(self, token_digest: str) -> Seat | None:
        """Whose token this is, if it was looked up before; never waits."""
        return self._seats.get(token_digest)

    async def seat(self, token_digest: str) -> Seat | None:
        """Whose token this is."""
        if (seat := self.seat_at_hand(token_digest)) is None:
            seat = await self.read(lambda connection: _find_seat(connection, token_digest))
            if seat:
                self._seats[token_digest] = seat
        return seat

    def look_again(self) -> None:
        """Hold every record against the database: what several meetings share has changed."""
        self._checked = dict.fromkeys(self._checked, 0.0)

    def forget_seats(self) -> None:
        """Look every token up again: some were just taken away."""
        self._seats.clear()

    def close(self) -> None:
        self.writer.close()
        self._reader.close()

    def _is_current(self, held: Snapshot) -> bool:
        meeting = held.record.meeting
        latest = self._latest.get(meeting.id)
        same = latest is None or latest.version <= meeting.version
        return same and self._checked_lately(meeting.code, LOOKS_ABROAD)

    def _checked_lately(self, code: str, within: float) -> bool:
        return monotonic() - self._checked.get(code, 0.0) < within

    @staticmethod
    def _newer(connection: Connection, code: str, held: Snapshot | None) -> Snapshot | None:
        """The held snapshot when the database has moved no further, else a new one."""
        if held:
            columns = tables.meetings.c
            version = connection.scalar(select(columns.version).where(columns.code == code))
            if version == held.record.meeting.version:
                return held
        return read_snapshot(connection, code, held)

    def _heard(self, committed: Sequence[Committed]) -> None:
        for each in committed:
            self._latest[each.meeting_id] = each
        for listener in self._listeners:
            listener(committed)


def _find_seat(connection: Connection, token_digest: str) -> Seat | None:
    p, m = tables.participants, tables.meetings
    seats = select(m.c.code, p.c.number, p.c.id).join_from(p, m, p.c.meeting_id == m.c.id)
    row = connection.execute(seats.where(p.c.token_digest == token_digest)).one_or_none()
    if row is None:  # perhaps another phone of somebody
        beside = seats.join(phones, phones.c.participant_id == p.c.id)
        row = connection.execute(beside.where(phones.c.token_digest == token_digest)).one_or_none()
    return Seat(row[0], pseudonym(row[1]), row[2]) if row else None
