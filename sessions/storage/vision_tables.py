"""The tables of the vision: rows are only added, and a change that was taken back stays."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from sessions.storage.tables import Moment, metadata

vision_acts = Table(
    "vision_acts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("programme_id", ForeignKey("programmes.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("verb", String(24), nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("undone", Boolean, nullable=False),
    Column("undone_by", Text, nullable=False),
    Column("key", String(200)),
    UniqueConstraint("programme_id", "number"),
    Index("ix_vision_acts_key", "programme_id", "key", unique=True),
)
"""One change by one person, which may be about several things."""

vision_entries = Table(
    "vision_entries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("act_id", ForeignKey("vision_acts.id", ondelete="CASCADE"), nullable=False),
    Column("subject", Text, nullable=False),
    Column("value", JSON),
    Index(None, "act_id"),
)
"""What one thing became in a change; without a value it was taken away."""

vision_versions = Table(
    "vision_versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("programme_id", ForeignKey("programmes.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("sentences", JSON, nullable=False),
    Column("lines", JSON, nullable=False),
    UniqueConstraint("programme_id", "number"),
)
"""A draft that was put down, sentence by sentence; `lines` tell what each of them rests on."""

vision_steps = Table(
    "vision_steps",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version_id", ForeignKey("vision_versions.id", ondelete="CASCADE"), nullable=False),
    Column("act_id", ForeignKey("vision_acts.id", ondelete="CASCADE"), nullable=False),
    Column("municipality", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("day", Text, nullable=False),
    UniqueConstraint("act_id"),
    Index(None, "version_id"),
)
"""Which version was before a municipality when the vision took a step there."""

vision_wishes = Table(
    "vision_wishes",
    metadata,
    Column("participant_id", ForeignKey("participants.id", ondelete="CASCADE"), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("told_at", Moment),
)
"""Who wants to hear when the vision is adopted, and whether they did."""
