"""The SQL of running a meeting: each move keeps what was there before, so that it can be undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, insert, select, update

from sessions.errors import Clash
from sessions.meeting import Scheduled
from sessions.record import Record
from sessions.storage import tables
from sessions.storage.reading import read_items
from sessions.storage.tables import Moment
from sessions.storage.tellings import tell
from sessions.tidings import Tiding, tidings

Changes = Mapping[int | None, Mapping[str, Any]]
"""New values of columns per item number; None stands for the meeting itself."""


@dataclass(frozen=True, slots=True)
class Move:
    """What a facilitator does: new values, and the record on which they rest, if they do."""

    verb: str
    changes: Changes
    by: str
    at: datetime
    seen: Record | None = None
    key: str | None = None


def make_move(connection: Connection, meeting_id: int, move: Move) -> None:
    """Change items and meeting, unless somebody else was just before and changed them too.

    The same move under the same key was made already.
    """
    if move.key and is_made(connection, meeting_id, move.key):
        return
    if move.seen:
        _check_unchanged(connection, move.seen)
    stood = read_items(connection, meeting_id)
    before: dict[str, dict[str, Any]] = {}
    for number, values in move.changes.items():
        row = _row(connection, meeting_id, number)
        before[str(number or "")] = _kept(row, values)
        _update(connection, row.id, number, values)
    connection.execute(
        insert(tables.moves).values(
            meeting_id=meeting_id,
            verb=move.verb,
            item_number=next((n for n in move.changes if n), None),
            before=before,
            by=move.by,
            at=move.at,
            undone=False,
            key=move.key,
        )
    )
    _tell(connection, meeting_id, stood, move.at)
    for what, column in (("announced", "message"), ("ended", "closed_at")):
        if move.changes.get(None, {}).get(column):
            tell(connection, meeting_id, Tiding(what), move.at)


def is_made(connection: Connection, meeting_id: int, key: str) -> bool:
    """Whether a move was made under this key."""
    columns = tables.moves.c
    same = select(columns.id).where(columns.meeting_id == meeting_id, columns.key == key)
    return connection.scalar(same) is not None


def undo_move(
    connection: Connection, seen: Record, key: str | None = None
) -> tuple[str, int | None]:
    """Put back what the last move changed; return its verb and the item it was about.

    Under the same key it is not done twice.
    """
    meeting_id, columns = seen.meeting.id, tables.moves.c
    if key and (before := _undone_by(connection, meeting_id, key)):
        return before.verb, before.item_number
    _check_unchanged(connection, seen)
    last = connection.execute(
        select(tables.moves)
        .where(columns.meeting_id == meeting_id, columns.undone.is_(False))
        .order_by(columns.id.desc())
        .limit(1)
    ).one_or_none()
    if last is None:
        raise Clash("meeting.nothing_to_undo")
    for place, kept in last.before.items():
        number = int(place) if place else None
        row = _row(connection, meeting_id, number)
        _update(connection, row.id, number, {name: _back(name, v) for name, v in kept.items()})
    connection.execute(
        update(tables.moves).where(columns.id == last.id).values(undone=True, undone_key=key)
    )
    _tell(connection, meeting_id, seen.items, datetime.now(UTC))
    return last.verb, last.item_number


def _undone_by(connection: Connection, meeting_id: int, key: str) -> Row[Any] | None:
    columns = tables.moves.c
    return connection.execute(
        select(tables.moves).where(columns.meeting_id == meeting_id, columns.undone_key == key)
    ).one_or_none()


def _tell(
    connection: Connection, meeting_id: int, stood: Sequence[Scheduled], now: datetime
) -> None:
    """What this changed for everybody, to be told by the channels that reach people."""
    for tiding in tidings(stood, read_items(connection, meeting_id)):
        tell(connection, meeting_id, tiding, now)


def _check_unchanged(connection: Connection, seen: Record) -> None:
    """Two may press at once; the second has not seen what the first did."""
    if _row(connection, seen.meeting.id, None).closed_at and not seen.meeting.closed_at:
        raise Clash("meeting.closed")
    now = {item.number: item for item in read_items(connection, seen.meeting.id)}
    for item in seen.items:
        if now.get(item.number) != item:
            raise Clash("item.just_changed", number=item.number)


def _table(number: int | None) -> Table:
    return tables.meetings if number is None else tables.items


def _row(connection: Connection, meeting_id: int, number: int | None) -> Row[Any]:
    table = _table(number)
    where = (
        [table.c.id == meeting_id]
        if number is None
        else [table.c.meeting_id == meeting_id, table.c.number == number]
    )
    return connection.execute(select(table).where(*where)).one()


def _update(
    connection: Connection, row_id: int, number: int | None, values: Mapping[str, Any]
) -> None:
    table = _table(number)
    connection.execute(update(table).where(table.c.id == row_id).values(**values))


def _kept(row: Row[Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The old values as JSON can hold them."""
    old = {name: getattr(row, name) for name in values}
    return {n: v.isoformat() if isinstance(v, datetime) else v for n, v in old.items()}


def _back(name: str, value: Any) -> Any:
    is_moment = isinstance(tables.items.c[name].type, Moment) if name in tables.items.c else False
    return datetime.fromisoformat(value) if is_moment and value else value
