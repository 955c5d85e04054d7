"""The tables, for SQLite and PostgreSQL alike."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
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
    Column("opened_at", Moment),
    Column("closed_at", Moment),
    Column("message", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("scene", Integer, nullable=False),
    Column("crowd", Integer, nullable=False),
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
    UniqueConstraint("meeting_id", "number"),
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
    UniqueConstraint("meeting_id", "number"),
    UniqueConstraint("meeting_id", "entry_key"),
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
    UniqueConstraint("meeting_id", "kind", "number"),
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
    UniqueConstraint("meeting_id", "number"),
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
    Index(None, "meeting_id"),
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
    Column("programme_id", ForeignKey("programmes.id")),
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
)
