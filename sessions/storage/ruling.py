"""The SQL of deciding about personal data: each is a row, and one taken back stays in sight.

Public files of before a decision go: they are made anew.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from sessions.errors import Unknown
from sessions.storage.copies import PUBLIC, drop_copies
from sessions.storage.ruling_reading import Book
from sessions.storage.ruling_tables import programme_rulings
from sessions.storage.tables import meetings
from sessions.storage.visions import stir


def add_ruling(connection: Connection, book: Book, values: Mapping[str, Any]) -> int:
    """Write a decision down, once per key; return its number."""
    columns, mine = book.table.c, book.owner == book.whose
    if values["key"] is not None:
        again = select(columns.number).where(mine, columns.key == values["key"])
        if (number := connection.scalar(again)) is not None:
            return int(number)
    number = int(connection.scalar(select(func.max(columns.number)).where(mine)) or 0) + 1
    connection.execute(
        insert(book.table).values(
            {book.owner.name: book.whose, "number": number, "undone_by": "", **values}
        )
    )
    _make_anew(connection, book)
    return number


def undo_ruling(connection: Connection, book: Book, number: int, by: str, at: datetime) -> None:
    """Take a decision back, so that what was decided before it counts again."""
    columns = book.table.c
    found = connection.execute(
        update(book.table)
        .where(book.owner == book.whose, columns.number == number, columns.undone_at.is_(None))
        .values(undone_by=by, undone_at=at)
        .returning(columns.id)
    ).scalar_one_or_none()
    if found is None:
        raise Unknown("personal.nothing_to_undo")
    _make_anew(connection, book)


def _make_anew(connection: Connection, book: Book) -> None:
    """What is decided for a whole programme changes the files of all its meetings."""
    if book.table is not programme_rulings:
        drop_copies(connection, book.whose, PUBLIC)
        return
    stir(connection, book.whose)
    of = select(meetings.c.id).where(meetings.c.programme_id == book.whose)
    for meeting in connection.scalars(of).all():
        drop_copies(connection, meeting, PUBLIC)
