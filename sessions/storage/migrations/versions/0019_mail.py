"""A table for who wants to hear of the minutes by mail."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mail_wishes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.String(length=32), nullable=False),
        sa.Column("draft_at", sa.String(length=32), nullable=True),
        sa.Column("adopted_at", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"],
            name=op.f("fk_mail_wishes_participant_id"), ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_wishes")),
        sa.UniqueConstraint("participant_id", name=op.f("uq_mail_wishes_participant_id")),
        sa.UniqueConstraint("key", name=op.f("uq_mail_wishes_key")),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("mail_wishes")
