"""The first round of older minutes was their first issue; and which requests were carried out."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

ACTS = sa.table(
    "review_acts",
    *(sa.column(name) for name in ("id", "meeting_id", "by", "key", "at")),
    *(sa.column(name, sa.String()) for name in ("what", "word", "text")),
    *(sa.column(name, sa.Integer()) for name in ("number", "about")),
    sa.column("undone", sa.Boolean()),
)


def upgrade() -> None:
    op.create_table(
        "requests_done",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requests_done")),
        sa.UniqueConstraint("mark", name=op.f("uq_requests_done_mark")),
    )
    op.create_index(op.f("ix_requests_done_at"), "requests_done", ["at"])
    _number_the_first_rounds()


def _number_the_first_rounds() -> None:
    """Which words they had then nobody wrote down."""
    opened = ACTS.alias()
    first = sa.select(sa.func.min(opened.c.id)).where(opened.c.what == "opened")
    row = sa.select(
        ACTS.c.meeting_id, ACTS.c.by, ACTS.c.at,
        sa.literal("issued"), sa.literal(""), sa.literal(""), sa.literal(1), sa.literal(0),
        sa.false(),
    ).where(ACTS.c.id.in_(first.group_by(opened.c.meeting_id)))  # fmt: skip
    names = ["meeting_id", "by", "at", "what", "word", "text", "number", "about", "undone"]
    op.execute(sa.insert(ACTS).from_select(names, row))


def downgrade() -> None:
    op.execute(sa.delete(ACTS).where(ACTS.c.what == "issued"))
    op.drop_table("requests_done")
