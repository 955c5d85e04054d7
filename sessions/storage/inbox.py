"""The SQL of the inbox: what a messenger sent, kept before it is told to move on."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from sessions.storage.tables import updates
from sessions.storage.upserting import add_new

Posted = tuple[int, str]
"""The messenger's number of an update, and the update as JSON text."""


def keep_updates(connection: Connection, posted: Sequence[Posted], now: datetime) -> None:
    """Keep what came in; what came in before stays as it is."""
    kept = [{"id": n, "body": body, "state": "waiting", "at": now} for n, body in posted]
    add_new(connection, updates, kept)


def waiting_updates(connection: Connection, known: Collection[int], most: int) -> list[Posted]:
    """What nobody dealt with yet, oldest first, but for what is in somebody's hands already.

    Not “after the last one”: a webhook's requests overtake each other, and after a quiet week
    Telegram begins to count elsewhere.
    """
    query = select(updates.c.id, updates.c.body).where(updates.c.state == "waiting")
    rows = connection.execute(query.order_by(updates.c.id).limit(most + len(known)))
    return [(row[0], row[1]) for row in rows if row[0] not in known][:most]


def set_aside(connection: Connection, number: int) -> None:
    """Put an update that cannot be dealt with in quarantine, for whoever mends it."""
    connection.execute(update(updates).where(updates.c.id == number).values(state="quarantine"))


def forget_updates(connection: Connection, before: datetime) -> None:
    """Drop what is older; a messenger repeats nothing for longer than a day."""
    connection.execute(delete(updates).where(updates.c.state != "waiting", updates.c.at < before))
