"""The SQL of the hot path: a batch of contributions in a few statements."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Dialect,
    Insert,
    Integer,
    String,
    and_,
    bindparam,
    func,
    make_url,
    or_,
    select,
    tuple_,
)
from sqlalchemy.dialects import postgresql, sqlite

from sessions.meeting import ItemState
from sessions.storage.tables import Moment, as_utc, contributions, items, talks
from sessions.storage.unit import Keeping, Kept, TalkRow

_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}

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
    statement, constants = _STATEMENTS[connection.dialect.name]
    connection.exec_driver_sql(statement, [constants | _row(meeting, k) for meeting, k in given])
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
    return {
        (row[0], row[1]): Kept(*row[2:], fresh=fresh)
        for row in connection.execute(query.where(where))
    }


def save_talks(connection: Connection, given: Sequence[tuple[int, TalkRow]]) -> None:
    """Remember where each person is in the talk."""
    if not given:
        return
    statement = _INSERTS[connection.dialect.name](talks).values(
        meeting_id=bindparam("meeting_id"), person=bindparam("person"), state=bindparam("state")
    )
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["meeting_id", "person"], set_={"state": statement.excluded.state}
        ),
        [{"meeting_id": m, "person": t.person, "state": t.state} for m, t in given],
    )


def _row(meeting: int, keeping: Keeping) -> dict[str, Any]:
    return {
        "b_meeting": meeting,
        "b_item": keeping.item_id,
        "b_participant": keeping.participant_id,
        "b_owner": keeping.owner,
        "b_slot": keeping.slot,
        "b_key": keeping.key,
        "b_round": keeping.round,
        "b_origin": keeping.origin,
        "b_answer": keeping.answer,
        "b_digest": keeping.digest,
        "b_withdrawn": keeping.withdrawn,
        "b_table": keeping.table,
        "b_entered_by": keeping.entered_by,
        "b_at": as_utc(keeping.at),
        "b_also_closed": keeping.also_closed,
    }


def _compile(dialect: Dialect) -> tuple[str, dict[str, Any]]:
    """The text of the insert, and those of its values that never change.

    Compiled once: SQLAlchemy would work out the parameters of each row of a batch anew, which
    takes longer than the insert itself.
    """
    compiled = _insert(dialect.name).compile(dialect=dialect)
    return str(compiled), {name: v for name, v in compiled.params.items() if v is not None}


def _insert(dialect: str) -> Insert:
    """One statement that numbers, checks that the item is open, and skips known keys.

    `earlier` is the last thing that this owner said about this slot.
    """
    c, earlier = contributions.c, contributions.alias("earlier")
    said_before = and_(
        earlier.c.item_id == items.c.id,
        earlier.c.owner == bindparam("b_owner", type_=String),
        earlier.c.slot == bindparam("b_slot", type_=String),
    )
    still_open = or_(
        items.c.state == ItemState.OPEN.value,
        and_(
            bindparam("b_also_closed", type_=Boolean).is_(True),
            items.c.state == ItemState.CLOSED.value,
        ),
    )
    highest = select(func.coalesce(func.max(c.number), 0)).where(c.item_id == items.c.id)
    values: dict[str, ColumnElement[Any]] = {
        **_GIVEN,
        "item_id": items.c.id,
        "number": func.coalesce(earlier.c.number, highest.scalar_subquery() + 1),
        "revision": func.coalesce(earlier.c.revision, 0) + 1,
    }
    row = (
        select(*values.values())
        .select_from(items.outerjoin(earlier, said_before))
        .where(items.c.id == bindparam("b_item", type_=Integer), still_open)
        .order_by(earlier.c.revision.desc())
        .limit(1)
    )
    statement = _INSERTS[dialect](contributions).from_select(list(values), row)
    kept: Insert = statement.on_conflict_do_nothing(index_elements=["participant_id", "key"])
    return kept


_GIVEN = {
    "meeting_id": bindparam("b_meeting", type_=Integer),
    "participant_id": bindparam("b_participant", type_=Integer),
    "owner": bindparam("b_owner", type_=String),
    "slot": bindparam("b_slot", type_=String),
    "key": bindparam("b_key", type_=String),
    "round": bindparam("b_round", type_=Integer),
    "origin": bindparam("b_origin", type_=String),
    "answer": bindparam("b_answer", type_=String),
    "digest": bindparam("b_digest", type_=String),
    "withdrawn": bindparam("b_withdrawn", type_=Boolean),
    "table_number": bindparam("b_table", type_=Integer),
    "entered_by": bindparam("b_entered_by", type_=String),
    "at": bindparam("b_at", type_=Moment),
}
"""The columns that come from the answer as it was given."""

_STATEMENTS = {
    "sqlite": _compile(make_url("sqlite://").get_dialect()(paramstyle="named")),
    "postgresql": _compile(make_url("postgresql+psycopg://").get_dialect()()),
}
