"""Decisions about personal data: rows are only added, and marked when taken back."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from sessions.storage.tables import Moment, metadata

rulings = Table(
    "rulings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("meeting_id", ForeignKey("meetings.id", ondelete="CASCADE"), nullable=False),
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
    UniqueConstraint("meeting_id", "number"),
    UniqueConstraint("meeting_id", "key"),
)
"""One decision; `value` is a fingerprint, so that the table repeats nothing personal."""

programme_rulings = Table(
    "programme_rulings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("programme_id", ForeignKey("programmes.id", ondelete="CASCADE"), nullable=False),
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
    UniqueConstraint("programme_id", "number"),
    UniqueConstraint("programme_id", "key"),
)
"""The same about what all meetings share: the vision, letters from outside, the programme."""
