"""For coming back on another phone: the phones of a participant, and the codes they show."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "phones",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("code_digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"],
            name=op.f("fk_phones_participant_id"), ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phones")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_phones_token_digest")),
        sa.UniqueConstraint("code_digest", name=op.f("uq_phones_code_digest")),
    )  # fmt: skip
    op.create_index(op.f("ix_phones_participant_id"), "phones", ["participant_id"])


def downgrade() -> None:
    op.drop_table("phones")
