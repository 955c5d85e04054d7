"""The SQL of programmes between meetings: what they consist of, and who takes part."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from sessions.errors import Clash, Unknown
from sessions.people import Organisation
from sessions.programme import Programme
from sessions.storage import tables
from sessions.storage.plans import Only
from sessions.storage.reading import read_programme
from sessions.storage.turns import take_turns


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting in the list of its programme."""

    code: str
    number: int
    title: str
    day: date | None
    level: str
    opened_at: datetime | None
    closed_at: datetime | None
    erased_at: datetime | None
    people: int


def programme_titles(connection: Connection, only: Only = None) -> dict[int, str]:
    """The titles of these programmes, or of all, by number."""
    columns = tables.programmes.c
    query = select(columns.id, columns.title).order_by(columns.title)
    if only is not None:
        query = query.where(columns.id.in_(only))
    return {row.id: row.title for row in connection.execute(query)}


def find_programme(connection: Connection, programme: int) -> Programme:
    """One programme; raise `Unknown` when there is none with this number."""
    if not connection.scalar(
        select(tables.programmes.c.id).where(tables.programmes.c.id == programme)
    ):
        raise Unknown("programme.unknown", name=programme)
    return read_programme(connection, programme)


def meeting_lines(connection: Connection, programme: int) -> list[MeetingLine]:
    """The meetings of a programme in their order, with how many people joined each."""
    m, p = tables.meetings.c, tables.participants.c
    joined = (
        select(func.count())
        .where(p.meeting_id == m.id, p.entered_by.is_(None), p.role == "participant")
        .scalar_subquery()
    )
    rows = connection.execute(
        select(
            m.code, m.number, m.title, m.day, m.level, m.opened_at, m.closed_at, m.erased_at,
            joined.label("people"),
        )
        .where(m.programme_id == programme)
        .order_by(m.number)
    )  # fmt: skip
    return [
        MeetingLine(
            **{**row._mapping, "day": date.fromisoformat(row.day) if row.day else None},  # noqa: SLF001 -- SQLAlchemy's public name
        )
        for row in rows
    ]


def add_programme(connection: Connection, title: str) -> int:
    """A programme without meetings; raise `Clash` when the title is taken."""
    columns = tables.programmes.c
    if connection.scalar(select(columns.id).where(columns.title == title)):
        raise Clash("programme.known", name=title)
    added: int = connection.execute(
        insert(tables.programmes)
        .values(title=title, themes=[], target_groups=[], planning=[])
        .returning(columns.id)
    ).scalar_one()
    return added


def save_programme(
    connection: Connection, programme: int, values: Mapping[str, Any], known: Programme | None
) -> None:
    """Write down themes, target groups or planning anew; every open meeting reads them again.

    Raise `Clash` when other ones stand there than were `known`.
    """
    _check_known(connection, programme, known, values)
    connection.execute(
        update(tables.programmes).where(tables.programmes.c.id == programme).values(**values)
    )
    _stir(connection, programme)


def save_organisations(
    connection: Connection, programme: int, parties: Sequence[Organisation],
    known: Programme | None,
) -> None:  # fmt: skip
    """Write the list of organisations down anew; what people said about themselves stays.

    Raise `Clash` when other ones stand there than were `known`.
    """
    _check_known(connection, programme, known, ["organisations"])
    columns = tables.organisations.c
    connection.execute(delete(tables.organisations).where(columns.programme_id == programme))
    if parties:
        connection.execute(
            insert(tables.organisations),
            [{"programme_id": programme, "name": p.name, "kind": p.kind} for p in parties],
        )
    _stir(connection, programme)


def _check_known(
    connection: Connection, programme: int, known: Programme | None, lists: Iterable[str]
) -> None:
    """Held against what stands there where it is written: nobody comes in between."""
    if known is None:
        return
    take_turns(connection, programme)
    stands = find_programme(connection, programme)
    if any(getattr(stands, each) != getattr(known, each) for each in lists):
        raise Clash("programme.changed_meanwhile")


def _stir(connection: Connection, programme: int) -> None:
    """Move the version of all its meetings: their records hold the programme too."""
    columns = tables.meetings.c
    connection.execute(
        update(tables.meetings)
        .where(columns.programme_id == programme)
        .values(version=columns.version + 1)
    )
