"""The tables of how those who run meetings sign in, beside the others."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text

from sessions.storage.tables import Moment, metadata

passkeys = Table(
    "passkeys",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False, index=True),
    Column("credential", String(2_000), nullable=False, unique=True),
    Column("public_key", Text, nullable=False),
    Column("uses", Integer, nullable=False),
    Column("device", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("used_at", Moment),
)
"""The public half of a key that stays on somebody's own device; bytes are in base64url."""

challenges = Table(
    "challenges",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("staff_id", Integer),
    Column("to_add", Boolean, nullable=False),
    Column("expires_at", Moment, nullable=False),
)
"""What a device was asked to sign, once: to add a key to somebody, or to sign in."""
