"""The SQL that reads decisions about personal data: those of a meeting, or of a whole programme."""

from dataclasses import dataclass

from sqlalchemy import Column, Connection, Table, select

from sessions.personal_data import Sort
from sessions.rulings import Ruling, Treatment
from sessions.storage.ruling_tables import programme_rulings, rulings

HERE = ("number", "place", "value", "everywhere", "reason", "by", "at", "undone_by", "undone_at")


@dataclass(frozen=True, slots=True)
class Book:
    """Where decisions are kept, and whose they are."""

    table: Table
    owner: Column[int]
    whose: int


def of_meeting(meeting_id: int) -> Book:
    return Book(rulings, rulings.c.meeting_id, meeting_id)


def of_programme(programme_id: int) -> Book:
    return Book(programme_rulings, programme_rulings.c.programme_id, programme_id)


def read_rulings(connection: Connection, book: Book) -> tuple[Ruling, ...]:
    """Every decision in it, oldest first."""
    rows = connection.execute(
        select(book.table).where(book.owner == book.whose).order_by(book.table.c.number)
    )
    return tuple(
        Ruling(
            sort=Sort(row.sort),
            verdict=Treatment(row.verdict),
            **{n: getattr(row, n) for n in HERE},
        )
        for row in rows
    )
