"""The tables of what is said of the minutes, and of adopted minutes as they were then."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text
from sqlalchemy import UniqueConstraint as Unique

from sessions.storage.tables import Moment, metadata

review_acts = Table(
    "review_acts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("meeting_id", ForeignKey("meetings.id", ondelete="CASCADE"), nullable=False),
    Column("what", String(12), nullable=False),
    Column("number", Integer, nullable=False),
    Column("about", Integer, nullable=False),
    Column("word", String(80), nullable=False),
    Column("text", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("key", String(120)),
    Column("at", Moment, nullable=False),
    Column("undone", Boolean, nullable=False),
    Unique("meeting_id", "what", "number"),
    Unique("meeting_id", "key"),
)
"""Rows are only added, and taken back by a mark.

`about` is an item, or for what is done with a reaction or a question its number, or the version
that was adopted; `word` a day, a verdict or a digest.
"""

review_copies = Table(
    "review_copies",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("meeting_id", ForeignKey("meetings.id", ondelete="CASCADE"), nullable=False),
    Column("edition", String(12), nullable=False),
    Column("format", String(8), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("content", Text, nullable=False),
    Unique("meeting_id", "edition", "format"),
)
"""The files of adopted minutes, in base64 so that a backup holds them as text."""
