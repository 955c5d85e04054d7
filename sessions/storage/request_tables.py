"""The table of requests that were carried out, where nothing else remembers their key."""

from sqlalchemy import Column, Integer, String, Table

from sessions.storage.tables import Moment, metadata

requests_done = Table(
    "requests_done",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("mark", String(64), nullable=False, unique=True),
    Column("outcome", Integer, nullable=False),
    Column("at", Moment, nullable=False, index=True),
)
"""`mark` is the sha256 of who asked and the key; `outcome` the number of what came of it."""
