"""The SQL of the inbox: what a messenger sent, kept before it is told to move on."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from sessions.storage.tables import updates

_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}

Posted = tuple[int, str]
"""The messenger's number of an update, and the update as JSON text."""


def keep_updates(connection: Connection, posted: Sequence[Posted], now: datetime) -> None:
    """Keep what came in; what came in before stays as it is."""
    statement = _INSERTS[connection.dialect.name](updates).values(
        id=bindparam("number"), body=bindparam("body"), state="waiting", at=now
    )
    connection.execute(
        statement.on_conflict_do_nothing(), [{"number": n, "body": body} for n, body in posted]
    )


def waiting_updates(connection: Connection, after: int | None, most: int) -> list[Posted]:
    """What nobody dealt with yet, oldest first."""
    query = select(updates.c.id, updates.c.body).where(updates.c.state == "waiting")
    if after is not None:
        query = query.where(updates.c.id > after)
    return [
        (row[0], row[1]) for row in connection.execute(query.order_by(updates.c.id).limit(most))
    ]


def set_aside(connection: Connection, number: int) -> None:
    """Put an update that cannot be dealt with in quarantine, for whoever mends it."""
    connection.execute(update(updates).where(updates.c.id == number).values(state="quarantine"))


def count_updates(connection: Connection) -> dict[str, int]:
    """How many updates are in each state."""
    counted = select(updates.c.state, func.count()).group_by(updates.c.state)
    return {row[0]: row[1] for row in connection.execute(counted)}


def forget_updates(connection: Connection, before: datetime) -> None:
    """Drop what is older; a messenger repeats nothing for longer than a day."""
    connection.execute(delete(updates).where(updates.c.state != "waiting", updates.c.at < before))
