"""Tables for the vision: its changes, its versions, and who wants to hear of it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_acts()
    _make_entries()
    _make_versions()
    op.create_table(
        "vision_wishes",
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("told_at", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"], ondelete="CASCADE",
            name=op.f("fk_vision_wishes_participant_id"),
        ),
        sa.PrimaryKeyConstraint("participant_id", name=op.f("pk_vision_wishes")),
    )  # fmt: skip


def downgrade() -> None:
    for table in ("vision_wishes", "vision_versions", "vision_entries", "vision_acts"):
        op.drop_table(table)


def _make_acts() -> None:
    op.create_table(
        "vision_acts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(length=24), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.Column("undone_by", sa.Text(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_vision_acts_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vision_acts")),
        sa.UniqueConstraint(
            "programme_id", "number", name=op.f("uq_vision_acts_programme_id_number")
        ),
    )
    op.create_index("ix_vision_acts_key", "vision_acts", ["programme_id", "key"], unique=True)


def _make_entries() -> None:
    op.create_table(
        "vision_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["act_id"], ["vision_acts.id"], ondelete="CASCADE",
            name=op.f("fk_vision_entries_act_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vision_entries")),
    )  # fmt: skip
    op.create_index(op.f("ix_vision_entries_act_id"), "vision_entries", ["act_id"])


def _make_versions() -> None:
    op.create_table(
        "vision_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("sentences", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_vision_versions_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vision_versions")),
        sa.UniqueConstraint(
            "programme_id", "number", name=op.f("uq_vision_versions_programme_id_number")
        ),
    )
