"""The table and the SQL of questions that the knowledge base was not sure of; never who asked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    update,
)
from sqlalchemy import select as choose

from sessions.errors import Unknown
from sessions.storage.tables import metadata

MOST_SHOWN = 500
"""Gaps that a curator can look over; the others come up when these are dealt with."""

gaps = Table(
    "gaps",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("question", Text, nullable=False),
    Column("action", String(12), nullable=False),
    Column("day", String(10), nullable=False),
    Column("state", String(12), nullable=False),
    Index("ix_gaps_state", "state", "id"),
)
"""A day, no moment and no meeting: nothing leads back from a question to whoever asked it."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that was suggested something to, or that got no answer."""

    id: int
    question: str
    action: str
    day: date


def add_gap(connection: Connection, question: str, action: str, at: datetime) -> None:
    day = at.astimezone(UTC).date().isoformat()
    connection.execute(
        insert(gaps).values(question=question, action=action, day=day, state="waiting")
    )


def settle_gap(connection: Connection, question: str, action: str) -> None:
    """Somebody made a choice after all: the newest gap of these words says which, or goes."""
    c = gaps.c
    newest = (
        choose(func.max(c.id))
        .where(c.question == question, c.action == "suggest", c.state == "waiting")
        .scalar_subquery()
    )
    if action:
        connection.execute(update(gaps).where(c.id == newest).values(action=action))
    else:
        connection.execute(delete(gaps).where(c.id == newest))


def find_gaps(connection: Connection, state: str) -> Sequence[Gap]:
    """The questions in this state, oldest first."""
    c = gaps.c
    rows = connection.execute(
        choose(c.id, c.question, c.action, c.day)
        .where(c.state == state)
        .order_by(c.id)
        .limit(MOST_SHOWN)
    )
    return [Gap(row.id, row.question, row.action, date.fromisoformat(row.day)) for row in rows]


def gaps_in_state(connection: Connection, numbers: Collection[int], state: str) -> set[int]:
    """Those of these numbers that are in this state."""
    c = gaps.c
    found = choose(c.id).where(c.id.in_(sorted(numbers)), c.state == state)
    return set(connection.scalars(found))


def move_gap(connection: Connection, number: int, state: str) -> str:
    """Put a question aside, or back, and say which it is.

    Raise `Unknown` when there is none with this number.
    """
    moved = update(gaps).where(gaps.c.id == number).values(state=state).returning(gaps.c.question)
    question = connection.execute(moved).scalar_one_or_none()
    if question is None:
        raise Unknown("knowledge.gap_unknown", number=number)
    return str(question)
