"""While minutes are made final: the signs of life by which every process sees it."""

from datetime import UTC, datetime

from sessions.record import Record
from sessions.storage import under_way
from sessions.storage.store import Store
from sessions.storage.under_way import LASTS, UnderWay

__all__ = ["LASTS", "UnderWay", "begin", "end", "go_on", "standing"]


async def begin(store: Store, record: Record, holder: str) -> None:
    """Raise `Clash` while somebody else is at it."""
    now, meeting = datetime.now(UTC), record.meeting.id
    await store.writer.run(None, lambda c: under_way.begin(c, meeting, holder, now))


async def go_on(store: Store, record: Record, holder: str) -> None:
    """A sign of life: whoever holds it is still at it."""
    now, meeting = datetime.now(UTC), record.meeting.id
    await store.writer.run(None, lambda c: under_way.go_on(c, meeting, holder, now))


async def end(store: Store, record: Record, holder: str) -> None:
    """Let go of it, done or refused; another may begin."""
    meeting = record.meeting.id
    await store.writer.run(None, lambda c: under_way.end(c, meeting, holder))


async def standing(store: Store, record: Record) -> UnderWay | None:
    """Whether somebody is at it now, or fell over halfway."""
    now, meeting = datetime.now(UTC), record.meeting.id
    return await store.read(lambda c: under_way.standing(c, meeting, now))
