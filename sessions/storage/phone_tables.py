"""The table of phones beside the first one with which somebody takes part."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from sessions.storage.tables import metadata

phones = Table(
    "phones",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "participant_id",
        ForeignKey("participants.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("token_digest", String(64), nullable=False, unique=True),
    Column("code_digest", String(64), nullable=False, unique=True),
)
"""A phone that showed its code, or came in with one; both secrets only as a digest."""
