"""The tables of who wants to hear of the minutes by mail, and of where no more may go."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from sessions.storage.tables import Moment, metadata

mail_wishes = Table(
    "mail_wishes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "participant_id",
        ForeignKey("participants.id", ondelete="CASCADE"),
        nullable=False,
        unique=True,
    ),
    Column("address", Text, nullable=False),
    Column("key", String(64), nullable=False, unique=True),
    Column("changes", Integer, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("draft_at", Moment),
    Column("adopted_at", Moment),
)
"""One row a participant; an empty address gets nothing.

The outbox and the links in a mail know only the `key`; a new address gets a new one. `draft_at`
and `adopted_at` say when that mail was put in the outbox. `changes` counts the addresses.
"""

mail_marks = Table(
    "mail_marks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("meeting_id", ForeignKey("meetings.id", ondelete="CASCADE"), nullable=False),
    Column("salt", String(32), nullable=False),
    Column("mark", String(64), nullable=False),
    Column("asked", Integer, nullable=False),
    Column("stopped", Boolean, nullable=False),
    UniqueConstraint("meeting_id", "mark"),
)
"""One row an address that was filled in at a meeting, as a salted hash: until the last mail.

`asked` counts how often, by whomever; `stopped` is what its reader chose from a mail.
"""
