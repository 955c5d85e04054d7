"""Tables for a messenger: its inbox and outbox, and who is at which address."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

LARGE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


KEYED = ("items", "notes", "asked", "moves")
"""What a messenger may bring twice, and is to be kept once."""


def upgrade() -> None:
    op.add_column("participants", sa.Column("address", sa.Text(), nullable=True))
    op.create_index(
        "ix_participants_address", "participants", ["meeting_id", "address"], unique=True
    )
    _add_keys()
    _make_chats()
    _make_updates()
    _make_outbox()
    _make_screens()
    _make_tellings()
    _make_leases()


def downgrade() -> None:
    for table in ("leases", "tellings", "screens", "outbox", "updates", "chats"):
        op.drop_table(table)
    for table in KEYED:
        op.drop_index(f"ix_{table}_key", table)
        op.drop_column(table, "key")
    op.drop_column("moves", "undone_key")
    op.drop_index("ix_participants_address", "participants")
    op.drop_column("participants", "address")


def _add_keys() -> None:
    for table in KEYED:
        op.add_column(table, sa.Column("key", sa.String(length=200), nullable=True))
        op.create_index(f"ix_{table}_key", table, ["meeting_id", "key"], unique=True)
    op.add_column("moves", sa.Column("undone_key", sa.String(length=200), nullable=True))


def _make_chats() -> None:
    op.create_table(
        "chats",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("gone_at", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_chats_meeting_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_chats_staff_id")),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_chats")),
    )
    op.create_index(op.f("ix_chats_meeting_id"), "chats", ["meeting_id"])


def _make_updates() -> None:
    op.create_table(
        "updates",
        sa.Column("id", LARGE, autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_updates")),
    )
    op.create_index("ix_updates_waiting", "updates", ["state", "id"])


def _make_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("replaces", LARGE, nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("message_id", LARGE, nullable=True),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("ended_at", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_outbox_meeting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index("ix_outbox_waiting", "outbox", ["state", "id"])
    op.create_index("ix_outbox_meeting", "outbox", ["meeting_id", "subject", "lane"])


def _make_screens() -> None:
    op.create_table(
        "screens",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("message_id", LARGE, nullable=False),
        sa.PrimaryKeyConstraint("address", "subject", name=op.f("pk_screens")),
    )


def _make_tellings() -> None:
    op.create_table(
        "tellings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_tellings_meeting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tellings")),
    )


def _make_leases() -> None:
    op.create_table(
        "leases",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("holder", sa.String(length=40), nullable=False),
        sa.Column("expires_at", sa.String(length=32), nullable=False),
        sa.Column("seen_at", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
    )
