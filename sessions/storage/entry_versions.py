"""The table and the SQL of entries that a curator changed: a row per version, only added."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Index,
    Integer,
    String,
    Table,
    Text,
    insert,
    update,
)
from sqlalchemy import select as choose

from sessions.errors import Unknown
from sessions.storage.gaps import move_gap
from sessions.storage.tables import Moment, metadata

entry_versions = Table(
    "entry_versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(80), nullable=False),
    Column("text", Text, nullable=False),
    Column("added", Text, nullable=False),
    Column("gaps", JSON, nullable=False),
    Column("at", Moment, nullable=False),
    Column("undone", Boolean, nullable=False),
    Index("ix_entry_versions_name", "name", "id"),
)
"""The newest version of a name that was not taken back counts; `gaps` are those it dealt with."""


@dataclass(frozen=True, slots=True)
class Version:
    """An entry as a curator left it: its whole Markdown text."""

    id: int
    name: str
    text: str
    added: str
    gaps: tuple[int, ...]


def add_version(
    connection: Connection, name: str, text: str, change: tuple[str, Sequence[int]], at: datetime
) -> None:
    """Keep what an entry became by a `change`: what was added, and the gaps it deals with."""
    added, gaps = change
    connection.execute(
        insert(entry_versions).values(
            name=name, text=text, added=added, gaps=list(gaps), at=at, undone=False
        )
    )
    for number in gaps:
        move_gap(connection, number, "attached")


def newest_versions(connection: Connection) -> Sequence[Version]:
    """Of each entry that was changed the version that counts, the last change first."""
    c = entry_versions.c
    rows = connection.execute(
        choose(c.id, c.name, c.text, c.added, c.gaps).where(c.undone.is_(False)).order_by(c.id)
    )
    newest = {row.name: Version(row.id, row.name, row.text, row.added, tuple(row.gaps))
              for row in rows}  # fmt: skip
    return sorted(newest.values(), key=lambda version: -version.id)


def take_back(connection: Connection, number: int) -> None:
    """Undo the newest version of an entry, whose gaps wait again; raise `Unknown` for others."""
    found = next((v for v in newest_versions(connection) if v.id == number), None)
    if found is None:
        raise Unknown("knowledge.version_unknown")
    c = entry_versions.c
    connection.execute(update(entry_versions).where(c.id == number).values(undone=True))
    for gap in found.gaps:
        move_gap(connection, gap, "waiting")
