"""The table of what was agreed about actions: one row per action, as it was last written down."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from sessions.storage.tables import Moment, metadata

action_terms = Table(
    "action_terms",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("meeting_id", ForeignKey("meetings.id", ondelete="CASCADE"), nullable=False),
    Column("reference", String(40), nullable=False),
    Column("binding", String(8), nullable=False),
    Column("means", Text, nullable=False),
    Column("measure", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("meeting_id", "reference"),
)
"""`binding` is empty where nothing was agreed about it."""
