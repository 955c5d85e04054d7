"""Tables for what the crew keeps about the hall: who was expected, and who leads which table."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from sessions.storage.tables import Moment, metadata

sign_ups = Table(
    "sign_ups",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("meeting_id", ForeignKey("meetings.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("organisation", Text, nullable=False),
    Column("state", String(12), nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("meeting_id", "name", "organisation"),
)
"""Who said that they would come; `state` is one of `sessions.people.Coming`."""

table_leaders = Table(
    "table_leaders",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("meeting_id", ForeignKey("meetings.id", ondelete="CASCADE"), nullable=False),
    Column("table_number", Integer, nullable=False),
    Column("name", Text, nullable=False),
    UniqueConstraint("meeting_id", "table_number"),
)
"""Who leads the talk at a table: somebody of the crew, or somebody who sits there."""
