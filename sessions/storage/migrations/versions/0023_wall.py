"""For the wall: light or dark, and which page of a long list it shows."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("meetings") as meetings:
        meetings.add_column(
            sa.Column("light", sa.String(length=8), nullable=False, server_default="")
        )
        meetings.add_column(sa.Column("leaf", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("meetings") as meetings:
        meetings.alter_column("light", server_default=None)
        meetings.alter_column("leaf", server_default=None)


def downgrade() -> None:
    op.drop_column("meetings", "leaf")
    op.drop_column("meetings", "light")
