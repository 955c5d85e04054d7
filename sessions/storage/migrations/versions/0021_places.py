"""For full meetings: how many people fit, where a meeting has a limit."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("meetings", sa.Column("places", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("meetings", "places")
