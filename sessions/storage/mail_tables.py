"""The table of who wants to hear of the minutes by mail."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

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
