"""The table of how answers were arranged in themes: one row per arrangement, only added."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, String, Table, Text
from sqlalchemy import UniqueConstraint as Unique

from sessions.storage.tables import Moment, metadata

arrangements = Table(
    "arrangements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("meeting_id", ForeignKey("meetings.id", ondelete="CASCADE"), nullable=False),
    Column("item_number", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("verb", String(16), nullable=False),
    Column("themes", JSON, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("undone", Boolean, nullable=False),
    Unique("meeting_id", "item_number", "revision"),
)
"""The highest revision that was not undone counts; model and fingerprint stand in `themes`."""
