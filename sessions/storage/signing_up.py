"""The SQL of the sign-up list: who was expected, and who came."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from sessions.errors import Unknown
from sessions.people import Coming, SignUp
from sessions.storage.hall_tables import sign_ups
from sessions.storage.upserting import add_new


def list_sign_ups(connection: Connection, meeting_id: int) -> list[SignUp]:
    """By name, as people look for themselves on a list."""
    rows = connection.execute(select(sign_ups).where(sign_ups.c.meeting_id == meeting_id))
    found = [SignUp(r.id, r.name, r.organisation, Coming(r.state)) for r in rows]
    return sorted(found, key=lambda s: (s.name.casefold(), s.organisation.casefold()))


def add_sign_ups(
    connection: Connection, meeting_id: int, people: Sequence[tuple[str, str, Coming]], at: datetime
) -> int:
    """Add people; whoever is on the list already stays as they are. Return how many are new."""
    before = _how_many(connection, meeting_id)
    rows = [
        {"meeting_id": meeting_id, "name": n, "organisation": o, "state": s.value, "at": at}
        for n, o, s in people
    ]
    add_new(connection, sign_ups, rows)
    return _how_many(connection, meeting_id) - before


def _how_many(connection: Connection, meeting_id: int) -> int:
    mine = sign_ups.c.meeting_id == meeting_id
    return int(connection.scalar(select(func.count()).select_from(sign_ups).where(mine)) or 0)


def set_coming(
    connection: Connection, meeting_id: int, number: int, state: Coming, at: datetime
) -> None:
    """Raise `Unknown` when nobody on this meeting's list has this number."""
    columns = sign_ups.c
    done = connection.execute(
        update(sign_ups)
        .where(columns.meeting_id == meeting_id, columns.id == number)
        .values(state=state.value, at=at)
    )
    if not done.rowcount:
        raise Unknown("signup.unknown")
