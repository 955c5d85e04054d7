"""Decisions about personal data: rows are only added, and marked when taken back."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from sessions.storage.tables import Moment, metadata


def _decided(name: str, whose: str, table: str) -> Table:
    """One decision a row; `value` is a fingerprint, so that nothing personal is repeated."""
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True),
        Column(whose, ForeignKey(f"{table}.id", ondelete="CASCADE"), nullable=False),
        Column("number", Integer, nullable=False),
        Column("place", String(40), nullable=False),
        Column("sort", String(16), nullable=False),
        Column("value", String(64), nullable=False),
        Column("verdict", String(8), nullable=False),
        Column("everywhere", Boolean, nullable=False),
        Column("reason", Text, nullable=False),
        Column("by", Text, nullable=False),
        Column("at", Moment, nullable=False),
        Column("undone_by", Text, nullable=False),
        Column("undone_at", Moment),
        Column("key", String(200)),
        UniqueConstraint(whose, "number"),
        UniqueConstraint(whose, "key"),
    )


rulings = _decided("rulings", "meeting_id", "meetings")
"""About what was typed in one meeting."""

programme_rulings = _decided("programme_rulings", "programme_id", "programmes")
"""About what all meetings share: the vision, letters from outside, the programme."""
