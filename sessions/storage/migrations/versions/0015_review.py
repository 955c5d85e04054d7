"""For the minutes: the coordinator's additions, the check round and the adopting."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "review_acts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "meeting_id",
            sa.Integer(),
            sa.ForeignKey(
                "meetings.id", name=op.f("fk_review_acts_meeting_id"), ondelete="CASCADE"
            ),
            nullable=False,
        ),
        sa.Column("what", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("about", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=True),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_acts")),
        sa.UniqueConstraint(
            "meeting_id", "what", "number", name=op.f("uq_review_acts_meeting_id_what_number")
        ),
        sa.UniqueConstraint("meeting_id", "key", name=op.f("uq_review_acts_meeting_id_key")),
    )

    op.create_table(
        "review_copies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "meeting_id",
            sa.Integer(),
            sa.ForeignKey(
                "meetings.id", name=op.f("fk_review_copies_meeting_id"), ondelete="CASCADE"
            ),
            nullable=False,
        ),
        sa.Column("edition", sa.String(length=12), nullable=False),
        sa.Column("format", sa.String(length=8), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_copies")),
        sa.UniqueConstraint(
            "meeting_id", "edition", "format",
            name=op.f("uq_review_copies_meeting_id_edition_format"),
        ),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("review_copies")
    op.drop_table("review_acts")
