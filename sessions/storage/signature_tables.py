"""The table of who signed which agreement: one row per entry, only added."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from sessions.storage.tables import Moment, metadata

signatures = Table(
    "signatures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("meeting_id", ForeignKey("meetings.id", ondelete="CASCADE"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("variant", String(16), nullable=False),
    Column("party", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("day", String(10)),
    Column("function", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("undone", Boolean, nullable=False),
    UniqueConstraint("meeting_id", "revision"),
)
"""Of one party and form the highest revision that was not undone counts."""
