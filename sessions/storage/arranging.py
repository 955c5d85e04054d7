"""The SQL of themes: each arrangement is a row, so that every change can be taken back."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select, update

from sessions.arrangement import Themes, as_json, from_json
from sessions.errors import Clash
from sessions.storage.reviewing import is_final
from sessions.storage.theme_tables import arrangements


@dataclass(frozen=True, slots=True)
class Arranged:
    """A new arrangement of one item, and the revision that whoever made it looked at."""

    item: int
    verb: str
    themes: Themes
    by: str
    seen: int


def read_arrangements(connection: Connection, meeting_id: int) -> dict[int, Themes]:
    """How the answers are arranged now, by number of the item."""
    columns = arrangements.c
    rows = connection.execute(
        select(columns.item_number, columns.revision, columns.themes)
        .where(columns.meeting_id == meeting_id, columns.undone.is_(False))
        .order_by(columns.revision)
    )
    return {row.item_number: replace(from_json(row.themes), revision=row.revision) for row in rows}


def keep_arrangement(connection: Connection, meeting_id: int, made: Arranged) -> int:
    """Add an arrangement.

    Raise `Clash` when somebody else changed the themes meanwhile, or the minutes are adopted.
    """
    _check_may_change(connection, meeting_id, made.item, made.seen)
    columns = arrangements.c
    last = connection.scalar(
        select(func.max(columns.revision)).where(
            columns.meeting_id == meeting_id, columns.item_number == made.item
        )
    )
    revision = int(last or 0) + 1
    connection.execute(
        insert(arrangements).values(
            meeting_id=meeting_id,
            item_number=made.item,
            revision=revision,
            verb=made.verb,
            themes=as_json(replace(made.themes, revision=revision)),
            by=made.by,
            at=datetime.now(UTC),
            undone=False,
        )
    )
    return revision


def undo_arrangement(connection: Connection, meeting_id: int, item: int, seen: int) -> None:
    """Take back the last change, so that the arrangement before it counts again."""
    _check_may_change(connection, meeting_id, item, seen)
    if not seen:
        raise Clash("meeting.nothing_to_undo")
    columns = arrangements.c
    connection.execute(
        update(arrangements)
        .where(
            columns.meeting_id == meeting_id,
            columns.item_number == item,
            columns.revision == seen,
        )
        .values(undone=True)
    )


def _check_may_change(connection: Connection, meeting_id: int, item: int, seen: int) -> None:
    if is_final(connection, meeting_id):
        raise Clash("themes.final")
    now = read_arrangements(connection, meeting_id).get(item)
    if (now.revision if now else 0) != seen:
        raise Clash("themes.changed")
