"""The SQL of leases: what only one process may do at a time, such as fetching updates."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, or_, select, update

from sessions.storage.tables import leases


def take_lease(
    connection: Connection, name: str, holder: str, now: datetime, lasts: timedelta
) -> bool:
    """Take or renew what only one process may do; False while another one has it."""
    mine = or_(leases.c.holder == holder, leases.c.expires_at < now)
    taken = connection.execute(
        update(leases)
        .where(leases.c.name == name, mine)
        .values(holder=holder, expires_at=now + lasts)
        .returning(leases.c.name)
    ).scalar_one_or_none()
    known = connection.scalar(select(leases.c.name).where(leases.c.name == name))
    if not known:
        row = {"name": name, "holder": holder, "expires_at": now + lasts}
        connection.execute(insert(leases).values(row))
    return bool(taken) or not known


def end_lease(connection: Connection, name: str, holder: str, now: datetime) -> None:
    """Let another process have it at once."""
    connection.execute(
        update(leases)
        .where(leases.c.name == name, leases.c.holder == holder)
        .values(expires_at=now)
    )


def saw(connection: Connection, name: str, now: datetime) -> datetime | None:
    """Note that it went well now; return when it last did before."""
    before = connection.scalar(select(leases.c.seen_at).where(leases.c.name == name))
    connection.execute(update(leases).where(leases.c.name == name).values(seen_at=now))
    return before
