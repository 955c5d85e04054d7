"""Minutes that went round before issues were numbered: the first round was the first issue."""

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
    """Which words it had then nobody wrote down."""
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
