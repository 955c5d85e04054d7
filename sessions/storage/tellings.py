"""The SQL of what happened that people must still be told of, through the channels they are at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from sessions.meeting import ItemState
from sessions.storage.beside import add_letters, save_talks
from sessions.storage.tables import chats, items, meetings, tellings
from sessions.storage.unit import Letter, TalkRow
from sessions.tidings import Tiding


@dataclass(frozen=True, slots=True)
class Telling:
    """Something that happened in a meeting, of which people have not heard yet."""

    id: int
    code: str
    tiding: Tiding


def tell(connection: Connection, meeting_id: int, tiding: Tiding, now: datetime) -> None:
    """Write down that people must be told, where there is anybody whom a channel reaches."""
    anybody = select(chats.c.address).where(chats.c.meeting_id == meeting_id).limit(1)
    if connection.scalar(anybody):
        row = {"meeting_id": meeting_id, "what": tiding.what, "number": tiding.number, "at": now}
        connection.execute(insert(tellings), [row])


def untold(connection: Connection) -> list[Telling]:
    """What people were not told yet, oldest first."""
    t, m = tellings.c, meetings.c
    rows = connection.execute(
        select(t.id, m.code, t.what, t.number)
        .join_from(tellings, meetings, t.meeting_id == m.id)
        .order_by(t.id)
    )
    return [Telling(row.id, row.code, Tiding(row.what, row.number)) for row in rows]


def spread(
    connection: Connection,
    meeting_id: int,
    talks: Sequence[TalkRow],
    letters: Sequence[Letter],
    telling: Telling | None,
) -> None:
    """Everybody's letter, where it leaves them in the talk, and that all of it was told."""
    save_talks(connection, [(meeting_id, talk) for talk in talks])
    add_letters(connection, [(meeting_id, letter) for letter in letters])
    if telling:
        connection.execute(delete(tellings).where(tellings.c.id == telling.id))


def tell_interrupted(connection: Connection, now: datetime) -> None:
    """Where a question is open, people may have pressed a button that never reached us."""
    c = items.c
    asking = select(c.meeting_id).where(c.state == ItemState.OPEN.value).distinct()
    for meeting_id in connection.scalars(asking).all():
        tell(connection, meeting_id, Tiding("interrupted"), now)
