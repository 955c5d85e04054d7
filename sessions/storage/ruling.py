"""The SQL of decisions about personal data: each is a row, and one taken back stays in sight."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from sessions.errors import Unknown
from sessions.personal_data import Sort
from sessions.rulings import Ruling, Verdict
from sessions.storage.copies import PUBLIC, drop_copies
from sessions.storage.ruling_tables import rulings

HERE = ("number", "place", "value", "everywhere", "reason", "by", "at", "undone_by", "undone_at")


def read_rulings(connection: Connection, meeting_id: int) -> tuple[Ruling, ...]:
    """Every decision of a meeting, oldest first."""
    rows = connection.execute(
        select(rulings).where(rulings.c.meeting_id == meeting_id).order_by(rulings.c.number)
    )
    return tuple(
        Ruling(
            sort=Sort(row.sort), verdict=Verdict(row.verdict), **{n: getattr(row, n) for n in HERE}
        )
        for row in rows
    )


def add_ruling(connection: Connection, meeting_id: int, values: Mapping[str, Any]) -> int:
    """Write a decision down, once per key; return its number. Public files of before it go."""
    columns = rulings.c
    mine = columns.meeting_id == meeting_id
    if values["key"] is not None:
        again = select(columns.number).where(mine, columns.key == values["key"])
        if (number := connection.scalar(again)) is not None:
            return int(number)
    drop_copies(connection, meeting_id, PUBLIC)
    number = int(connection.scalar(select(func.max(columns.number)).where(mine)) or 0) + 1
    connection.execute(
        insert(rulings).values(meeting_id=meeting_id, number=number, undone_by="", **values)
    )
    return number


def undo_ruling(
    connection: Connection, meeting_id: int, number: int, by: str, at: datetime
) -> None:
    """Take a decision back, so that what was decided before it counts again."""
    columns = rulings.c
    found = connection.execute(
        update(rulings)
        .where(
            columns.meeting_id == meeting_id, columns.number == number, columns.undone_at.is_(None)
        )
        .values(undone_by=by, undone_at=at)
        .returning(columns.id)
    ).scalar_one_or_none()
    if found is None:
        raise Unknown("personal.nothing_to_undo")
    drop_copies(connection, meeting_id, PUBLIC)
