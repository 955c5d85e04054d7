"""The tables, for SQLite and PostgreSQL alike."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC as ISO 8601 text: the same on both engines, and it sorts."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        return as_utc(value) if value else None

    def process_result_value(self, value: str | None, _dialect: Dialect) -> datetime | None:
        return datetime.fromisoformat(value) if value else None


def as_utc(moment: datetime) -> str:
    """How a moment is written down."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


Large = BigInteger().with_variant(Integer, "sqlite")
"""A number of somebody else's making, beyond 32 bits; SQLite's integers are as large anyway."""


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _meeting() -> Column[int]:
    """The meeting a row belongs to; replacing a meeting takes its rows along."""
    return Column("meeting_id", ForeignKey("meetings.id", ondelete="CASCADE"), nullable=False)


programmes = Table(
    "programmes",
    metadata,
    _id(),
    Column("title", Text, nullable=False, unique=True),
    Column("themes", JSON, nullable=False),
    Column("target_groups", JSON, nullable=False),
    Column("planning", JSON, nullable=False),
)

organisations = Table(
    "organisations",
    metadata,
    _id(),
    Column("programme_id", ForeignKey("programmes.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    UniqueConstraint("programme_id", "name"),
)

meetings = Table(
    "meetings",
    metadata,
    _id(),
    Column("programme_id", ForeignKey("programmes.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("code", String(12), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("level", String(16), nullable=False),
    Column("language", String(8), nullable=False),
    Column("smallest_group", Integer, nullable=False),
    Column("day", String(10)),
    Column("starts", String(8)),
    Column("place", Text, nullable=False),
    Column("chair", Text, nullable=False),
    Column("case_number", Text, nullable=False),
    Column("goal", Text, nullable=False),
    Column("tables", Integer, nullable=False),
    Column("places", Integer),
    Column("opened_at", Moment),
    Column("closed_at", Moment),
    Column("message", Text, nullable=False),
    Column("hurries", String(12), nullable=False),
    Column("light", String(8), nullable=False),
    Column("leaf", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("scene", Integer, nullable=False),
    Column("crowd", Integer, nullable=False),
    Column("erasures", Integer, nullable=False, server_default="0"),
    Column("erased_at", Moment),
    UniqueConstraint("programme_id", "number"),
)

items = Table(
    "items",
    metadata,
    _id(),
    _meeting(),
    Column("number", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("definition", JSON, nullable=False),
    Column("state", String(12), nullable=False),
    Column("revealed", Boolean, nullable=False),
    Column("round", Integer, nullable=False),
    Column("step", Integer, nullable=False),
    Column("opened_at", Moment),
    Column("closed_at", Moment),
    Column("extra_minutes", Integer, nullable=False),
    Column("key", String(200)),
    UniqueConstraint("meeting_id", "number"),
    Index("ix_items_key", "meeting_id", "key", unique=True),
)

participants = Table(
    "participants",
    metadata,
    _id(),
    _meeting(),
    Column("number", Integer, nullable=False),
    Column("token_digest", String(64), unique=True),
    Column("entry_key", Text),
    Column("organisation", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("quotable", Boolean),
    Column("origin", String(12), nullable=False),
    Column("role", String(16), nullable=False),
    Column("table_number", Integer),
    Column("holds_pen", Boolean, nullable=False),
    Column("joined_at", Moment, nullable=False),
    Column("left_at", Moment),
    Column("entered_by", Text),
    Column("address", Text),
    UniqueConstraint("meeting_id", "number"),
    UniqueConstraint("meeting_id", "entry_key"),
    Index("ix_participants_address", "meeting_id", "address", unique=True),
)

contributions = Table(
    "contributions",
    metadata,
    _id(),
    _meeting(),
    Column("item_id", ForeignKey("items.id", ondelete="CASCADE"), nullable=False),
    Column("participant_id", ForeignKey("participants.id", ondelete="CASCADE"), nullable=False),
    Column("owner", Text, nullable=False),
    Column("slot", Text, nullable=False),
    Column("key", String(200), nullable=False),
    Column("number", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("origin", String(12), nullable=False),
    Column("answer", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("table_number", Integer),
    Column("entered_by", Text),
    Column("at", Moment, nullable=False),
    UniqueConstraint("participant_id", "key"),
    UniqueConstraint("item_id", "owner", "slot", "revision"),
    UniqueConstraint("item_id", "number", "revision"),
    Index(None, "meeting_id"),
)

marks = Table(
    "marks",
    metadata,
    _id(),
    _meeting(),
    Column("reference", String(40), nullable=False),
    Column("hidden", Boolean, nullable=False),
    Column("shown", Boolean, nullable=False),
    Column("pinned", Boolean, nullable=False),
    Column("merged_into", String(40), nullable=False),
    UniqueConstraint("meeting_id", "reference"),
)

notes = Table(
    "notes",
    metadata,
    _id(),
    _meeting(),
    Column("kind", String(12), nullable=False),
    Column("number", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("key", String(200)),
    UniqueConstraint("meeting_id", "kind", "number"),
    Index("ix_notes_key", "meeting_id", "key", unique=True),
)

asked = Table(
    "asked",
    metadata,
    _id(),
    _meeting(),
    Column("number", Integer, nullable=False),
    Column("question", Text, nullable=False),
    Column("action", String(12), nullable=False),
    Column("answer", Text, nullable=False),
    Column("entry", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("asker", Text, nullable=False),
    Column("answered_by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("key", String(200)),
    UniqueConstraint("meeting_id", "number"),
    Index("ix_asked_key", "meeting_id", "key", unique=True),
)

moves = Table(
    "moves",
    metadata,
    _id(),
    _meeting(),
    Column("verb", String(16), nullable=False),
    Column("item_number", Integer),
    Column("before", JSON, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("undone", Boolean, nullable=False),
    Column("key", String(200)),
    Column("undone_key", String(200)),
    Index(None, "meeting_id"),
    Index("ix_moves_key", "meeting_id", "key", unique=True),
)

talks = Table(
    "talks",
    metadata,
    _id(),
    _meeting(),
    Column("person", Text, nullable=False),
    Column("state", Text, nullable=False),
    UniqueConstraint("meeting_id", "person"),
)

staff = Table(
    "staff",
    metadata,
    _id(),
    Column("name", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("programmes", JSON(none_as_null=True)),
)

links = Table(
    "links",
    metadata,
    _id(),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("token_digest", String(64), nullable=False, unique=True),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
)

staff_tokens = Table(
    "staff_tokens",
    metadata,
    _id(),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("token_digest", String(64), nullable=False, unique=True),
    Column("expires_at", Moment, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("device", Text, nullable=False),
)

chats = Table(
    "chats",
    metadata,
    Column("address", Text, primary_key=True),
    Column("meeting_id", ForeignKey("meetings.id", ondelete="SET NULL")),
    Column("staff_id", ForeignKey("staff.id")),
    Column("gone_at", Moment),
    Index(None, "meeting_id"),
)
"""Somebody at a channel that reaches people by itself: in which meeting they are now."""

updates = Table(
    "updates",
    metadata,
    Column("id", Large, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
    Column("state", String(12), nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_updates_waiting", "state", "id"),
)
"""What a messenger sent in, by its own number; the words go once it is done."""

outbox = Table(
    "outbox",
    metadata,
    _id(),
    Column("meeting_id", ForeignKey("meetings.id", ondelete="CASCADE")),
    Column("address", Text, nullable=False),
    Column("lane", Integer, nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("replaces", Large),
    Column("state", String(12), nullable=False),
    Column("message_id", Large),
    Column("at", Moment, nullable=False),
    Column("ended_at", Moment),
    Index("ix_outbox_waiting", "state", "id"),
    Index("ix_outbox_meeting", "meeting_id", "subject", "lane"),
)
"""Messages on their way to people; the words go once one was sent."""

screens = Table(
    "screens",
    metadata,
    Column("address", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("message_id", Large, nullable=False),
)
"""Which message in a chat shows what, so that it can be changed in place."""

tellings = Table(
    "tellings",
    metadata,
    _id(),
    _meeting(),
    Column("what", String(12), nullable=False),
    Column("number", Integer),
    Column("at", Moment, nullable=False),
)
"""What happened that people have not been told yet; written together with what it tells of."""

leases = Table(
    "leases",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("holder", String(40), nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("seen_at", Moment),
)
"""Which process does what only one may do, and when it last succeeded."""
