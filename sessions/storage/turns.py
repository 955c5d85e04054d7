"""What is of a whole programme changes in one process at a time."""

from sqlalchemy import Connection, select

from sessions.storage import tables


def take_turns(connection: Connection, programme_id: int) -> None:
    """Several processes may read on and write in one programme: one at a time.

    By its meetings, in the order in which the writer takes them, and then by itself: a programme
    may have none yet. On SQLite this says nothing: the transaction saw to it already.
    """
    m, p = tables.meetings.c, tables.programmes.c
    mine = select(m.id).where(m.programme_id == programme_id).order_by(m.id)
    connection.execute(mine.with_for_update(key_share=True))
    itself = select(p.id).where(p.id == programme_id)
    connection.execute(itself.with_for_update(key_share=True))
