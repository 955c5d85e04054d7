"""The SQL of leases: what only one process may do at a time, such as fetching updates."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, or_, select, update

from sessions.storage.tables import leases
from sessions.storage.upserting import add_new

LONG_AGO = datetime.min.replace(tzinfo=UTC)


def take_lease(
    connection: Connection, name: str, holder: str, now: datetime, lasts: timedelta
) -> bool:
    """Take or renew what only one process may do; False while another one has it."""
    _make_sure_of(connection, name)
    mine = or_(leases.c.holder == holder, leases.c.expires_at < now)
    taken = connection.execute(
        update(leases)
        .where(leases.c.name == name, mine)
        .values(holder=holder, expires_at=now + lasts)
        .returning(leases.c.name)
    ).scalar_one_or_none()
    return taken is not None


def end_lease(connection: Connection, name: str, holder: str, now: datetime) -> None:
    """Let another process have it at once."""
    connection.execute(
        update(leases)
        .where(leases.c.name == name, leases.c.holder == holder)
        .values(expires_at=now)
    )


def saw(connection: Connection, name: str, now: datetime) -> datetime | None:
    """Note that it went well now; return when it last did before, whoever holds it or nobody."""
    _make_sure_of(connection, name)
    before = connection.scalar(select(leases.c.seen_at).where(leases.c.name == name))
    connection.execute(update(leases).where(leases.c.name == name).values(seen_at=now))
    return before


def _make_sure_of(connection: Connection, name: str) -> None:
    """A lease that nobody ever had is free; two processes may ask for it at the same time."""
    add_new(connection, leases, [{"name": name, "holder": "", "expires_at": LONG_AGO}])


def holds(connection: Connection, name: str, now: datetime) -> bool:
    """Whether any process has it now."""
    columns = leases.c
    return (
        connection.scalar(
            select(columns.name).where(columns.name == name, columns.expires_at > now)
        )
        is not None
    )
