"""The tables of what curators do: versions of entries, calibrations, and who did what when."""

from sqlalchemy import JSON, Column, Index, Integer, String, Table, Text

from sessions.storage.tables import Moment, metadata

entry_versions = Table(
    "entry_versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(80), nullable=False),
    Column("text", Text, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("added", Text, nullable=False),
    Column("gaps", JSON, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("state", String(12), nullable=False),
    Column("why", JSON, nullable=False),
    Index("ix_entry_versions_state", "state", "id"),
)
"""A row per version, only added. Of the live ones of a name the newest counts; `gaps` are the
questions that it dealt with, `why` is what keeps a draft from going live."""

entry_calibrations = Table(
    "entry_calibrations",
    metadata,
    Column("base", String(16), primary_key=True),
    Column("mode", String(12), primary_key=True),
    Column("made", JSON, nullable=False),
)
"""What was calibrated for a base, by its fingerprint: going back to it needs no new one."""

curator_acts = Table(
    "curator_acts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("verb", String(12), nullable=False),
    Column("subject", Text, nullable=False),
    Column("entry", String(80), nullable=False),
)
"""Who did what and when; `by` is a role with a number, and empty for what the house did."""
