"""The SQL of running a meeting: each move keeps what was there before, so that it can be undone."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, insert, select, update

from sessions.errors import Clash
from sessions.meeting import Scheduled
from sessions.record import Marks, Record
from sessions.storage import tables
from sessions.storage.arrivals import take_seat
from sessions.storage.noting import set_marks, set_note
from sessions.storage.reading import read_items, read_marks
from sessions.storage.reviewing import check_not_final
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
    write_down(connection, meeting_id, move, before)
    _tell(connection, meeting_id, stood, move.at)
    for what, column in (("announced", "message"), ("ended", "closed_at")):
        if move.changes.get(None, {}).get(column):
            tell(connection, meeting_id, Tiding(what), move.at)


def write_down(
    connection: Connection, meeting_id: int, move: Move, before: Mapping[str, Mapping[str, Any]]
) -> None:
    """Remember a move and what was there before it.

    Its places are the numbers of items, nothing for the meeting, `mark:` and `note:` with a
    reference, and `seat:` with a participant.
    """
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


def mark_contributions(
    connection: Connection,
    meeting_id: int,
    decided: Mapping[str, Marks],
    move: Move,
    open_item: int | None,
) -> None:
    """Decide what the hall may see of these contributions, once per key; undo takes it back."""
    if move.key and is_made(connection, meeting_id, move.key):
        return
    check_not_final(connection, meeting_id)
    before = read_marks(connection, meeting_id)
    for reference, marks in decided.items():
        set_marks(connection, meeting_id, reference, marks)
    kept = {f"mark:{r}": asdict(before.get(r, Marks())) for r in decided}
    write_down(connection, meeting_id, move, kept)
    if open_item is not None:
        tell(connection, meeting_id, Tiding("shown", open_item), move.at)


def is_made(connection: Connection, meeting_id: int, key: str) -> bool:
    """Whether a move was made under this key."""
    columns = tables.moves.c
    same = select(columns.id).where(columns.meeting_id == meeting_id, columns.key == key)
    return connection.scalar(same) is not None


def undo_move(
    connection: Connection, seen: Record, key: str | None = None, only: int | None = None
) -> tuple[str, int | None]:
    """Put back what the last move changed; return its verb and the item it was about.

    Under the same key it is not done twice. Raise `Clash` when the last move is not `only`: then
    somebody did something that the one who pressed has not seen. Of adopted minutes nothing is
    taken back: that would open a meeting anew of which the minutes are final.
    """
    meeting_id, columns = seen.meeting.id, tables.moves.c
    if key and (before := _undone_by(connection, meeting_id, key)):
        return before.verb, before.item_number
    check_not_final(connection, meeting_id)
    _check_unchanged(connection, seen)
    last = connection.execute(
        select(tables.moves)
        .where(columns.meeting_id == meeting_id, columns.undone.is_(False))
        .order_by(columns.id.desc())
        .limit(1)
    ).one_or_none()
    if last is None:
        raise Clash("meeting.nothing_to_undo")
    if only not in {None, last.id}:
        raise Clash("meeting.moved_on")
    for place, kept in last.before.items():
        _put_back(connection, meeting_id, place, kept)
    connection.execute(
        update(tables.moves).where(columns.id == last.id).values(undone=True, undone_key=key)
    )
    _tell(connection, meeting_id, seen.items, datetime.now(UTC))
    return last.verb, last.item_number


def _put_back(connection: Connection, meeting_id: int, place: str, kept: Mapping[str, Any]) -> None:
    kind, _, name = place.rpartition(":")
    if kind == "mark":
        set_marks(connection, meeting_id, name, Marks(**kept))
    elif kind == "note":
        set_note(connection, meeting_id, name, kept)
    elif kind == "seat":
        _seat_back(connection, meeting_id, int(name), kept["table"])
    else:
        number = int(place) if place else None
        row = _row(connection, meeting_id, number)
        _update(connection, row.id, number, {name: _back(name, v) for name, v in kept.items()})


def _seat_back(connection: Connection, meeting_id: int, who: int, table: int | None) -> None:
    """Whoever left meanwhile stays away."""
    columns = tables.participants.c
    left = connection.scalar(select(columns.left_at).where(columns.id == who))
    if left is None:
        take_seat(connection, meeting_id, who, table)


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
    if _row(connection, seen.meeting.id, None).places != seen.meeting.places:
        raise Clash("meeting.moved_on")
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
