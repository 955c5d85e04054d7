"""The SQL of the hot path: a batch of contributions in a few statements."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Insert,
    Integer,
    ScalarSelect,
    String,
    and_,
    bindparam,
    func,
    or_,
    select,
    tuple_,
)
from sqlalchemy.dialects import postgresql, sqlite

from sessions.meeting import ItemState
from sessions.storage.tables import Moment, contributions, items, talks
from sessions.storage.unit import Keeping, Kept, TalkRow

_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def insert_contributions(connection: Connection, given: Sequence[tuple[int, Keeping]]) -> None:
    """Add rows for whatever is still open; a key that is there already changes nothing."""
    if not given:
        return
    if connection.dialect.name == "postgresql":  # several processes may number one item
        numbers = sorted({k.item_id for _, k in given})
        connection.execute(
            select(items.c.id).where(items.c.id.in_(numbers)).order_by(items.c.id)
            .with_for_update()
        )  # fmt: skip
    connection.execute(
        _STATEMENTS[connection.dialect.name], [_row(meeting, k) for meeting, k in given]
    )


def find_kept(connection: Connection, given: Sequence[Keeping]) -> dict[tuple[int, str], Kept]:
    """What stands under each key now, whoever wrote it and when."""
    kept = {(k.participant_id, k.key): Kept(None) for k in given}
    if kept:
        c = contributions.c
        found = connection.execute(
            select(c.participant_id, c.key, c.number, c.revision, c.digest, c.item_id, c.at).where(
                tuple_(c.participant_id, c.key).in_(list(kept))
            )
        )
        for row in found:
            kept[row[0], row[1]] = Kept(*row[2:])
    return kept


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
        "b_at": keeping.at,
        "b_also_closed": keeping.also_closed,
    }


def _earlier(what: ColumnElement[int]) -> ScalarSelect[int]:
    """From the last thing this owner said about this slot.

    Not `max()`: SQLite would then walk the item's numbers backwards until it meets the owner.
    """
    c = contributions.c
    return (
        select(what)
        .where(
            c.item_id == bindparam("b_item", type_=Integer),
            c.owner == bindparam("b_owner", type_=String),
            c.slot == bindparam("b_slot", type_=String),
        )
        .order_by(c.revision.desc())
        .limit(1)
        .correlate(None)
        .scalar_subquery()
    )


def _insert(dialect: str) -> Insert:
    """One statement that numbers, checks that the item is open, and skips known keys."""
    c = contributions.c
    highest = (
        select(func.coalesce(func.max(c.number), 0))
        .where(c.item_id == bindparam("b_item", type_=Integer))
        .correlate(None)
        .scalar_subquery()
    )
    still_open = or_(
        items.c.state == ItemState.OPEN.value,
        and_(
            bindparam("b_also_closed", type_=Boolean).is_(True),
            items.c.state == ItemState.CLOSED.value,
        ),
    )
    values = {
        "meeting_id": bindparam("b_meeting", type_=Integer),
        "item_id": items.c.id,
        "participant_id": bindparam("b_participant", type_=Integer),
        "owner": bindparam("b_owner", type_=String),
        "slot": bindparam("b_slot", type_=String),
        "key": bindparam("b_key", type_=String),
        "number": func.coalesce(_earlier(c.number), highest + 1),
        "revision": func.coalesce(_earlier(c.revision), 0) + 1,
        "round": bindparam("b_round", type_=Integer),
        "origin": bindparam("b_origin", type_=String),
        "answer": bindparam("b_answer", type_=String),
        "digest": bindparam("b_digest", type_=String),
        "withdrawn": bindparam("b_withdrawn", type_=Boolean),
        "table_number": bindparam("b_table", type_=Integer),
        "entered_by": bindparam("b_entered_by", type_=String),
        "at": bindparam("b_at", type_=Moment),
    }
    chosen = select(*values.values()).where(
        items.c.id == bindparam("b_item", type_=Integer), still_open
    )
    statement = _INSERTS[dialect](contributions).from_select(list(values), chosen)
    kept: Insert = statement.on_conflict_do_nothing(index_elements=["participant_id", "key"])
    return kept


_STATEMENTS = {dialect: _insert(dialect) for dialect in _INSERTS}
