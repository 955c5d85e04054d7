"""The SQL of the hot path: a batch of contributions in a few statements."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, make_url, select, text, tuple_
from sqlalchemy.dialects import sqlite

from sessions.storage.tables import as_utc, contributions
from sessions.storage.unit import Keeping, Kept

Place = tuple[int, str]
"""The participant and the key under which something was kept."""


def keep_contributions(
    connection: Connection, given: Sequence[tuple[int, Keeping]]
) -> dict[Place, Kept]:
    """Add rows for whatever is still open; return what stands under each key now.

    A key that is there already changes nothing, whoever wrote it and when.
    """
    if not given:
        return {}
    newest = connection.scalar(select(func.coalesce(func.max(contributions.c.id), 0)))
    connection.exec_driver_sql(
        INSERTS[connection.dialect.name], [row_of(meeting, k) for meeting, k in given]
    )
    kept = dict.fromkeys(((k.participant_id, k.key) for _, k in given), Kept(None))
    kept |= _found(connection, contributions.c.id > newest, fresh=True)
    known = [place for place, found in kept.items() if found.number is None]
    return kept | find_kept(connection, known)


def find_kept(connection: Connection, places: Sequence[Place]) -> dict[Place, Kept]:
    """What was kept before under these keys."""
    c = contributions.c
    found = tuple_(c.participant_id, c.key).in_(places)
    return _found(connection, found, fresh=False) if places else {}


def _found(connection: Connection, where: ColumnElement[bool], *, fresh: bool) -> dict[Place, Kept]:
    c = contributions.c
    query = select(c.participant_id, c.key, c.number, c.revision, c.digest, c.item_id, c.at)
    rows = connection.execute(query.where(where)).all()
    return {(row[0], row[1]): Kept(*row[2:], fresh=fresh) for row in rows}


def row_of(meeting: int, keeping: Keeping) -> dict[str, Any]:
    """What fills the gaps of `INSERTS`."""
    return {
        "meeting": meeting,
        "item": keeping.item_id,
        "participant": keeping.participant_id,
        "owner": keeping.owner,
        "slot": keeping.slot,
        "key": keeping.key,
        "round": keeping.round,
        "origin": keeping.origin,
        "answer": keeping.answer,
        "digest": keeping.digest,
        "withdrawn": keeping.withdrawn,
        "table": keeping.table,
        "entered_by": keeping.entered_by,
        "at": as_utc(keeping.at),
        "also_closed": keeping.also_closed,
    }


_INSERT = text(
    """
    INSERT INTO contributions (
        meeting_id, item_id, participant_id, owner, slot, key, number, revision, round, origin,
        answer, digest, withdrawn, table_number, entered_by, at
    )
    SELECT
        :meeting, items.id, :participant, :owner, :slot, :key,
        coalesce(
            earlier.number,
            (SELECT coalesce(max(number), 0) + 1 FROM contributions WHERE item_id = items.id)
        ),
        coalesce(earlier.revision, 0) + 1,
        :round, :origin, :answer, :digest, :withdrawn, :table, :entered_by, :at
    FROM items
    LEFT JOIN contributions AS earlier
        ON earlier.item_id = items.id AND earlier.owner = :owner AND earlier.slot = :slot
    WHERE items.id = :item
        AND (items.state = 'open' OR (:also_closed AND items.state = 'closed'))
    ORDER BY earlier.revision DESC
    LIMIT 1
    ON CONFLICT (participant_id, key) DO NOTHING
    """
)
"""Numbers, checks that the item is open, and skips known keys. `earlier` is the last thing that
this owner said about this slot: it is changed, and keeps its number."""

INSERTS = {
    "sqlite": str(_INSERT.compile(dialect=sqlite.dialect(paramstyle="named"))),
    "postgresql": str(_INSERT.compile(dialect=make_url("postgresql://").get_dialect()())),
}
"""For the driver itself: with each row of a batch SQLAlchemy would work out the parameters anew,
which takes longer than the insert."""
