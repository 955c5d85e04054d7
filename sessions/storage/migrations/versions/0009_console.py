"""For the console: what the wall hurries with, who was expected, and who leads a table."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("meetings") as meetings:
        meetings.add_column(
            sa.Column("hurries", sa.String(length=12), nullable=False, server_default="")
        )
    with op.batch_alter_table("meetings") as meetings:
        meetings.alter_column("hurries", server_default=None)
    op.create_table(
        "sign_ups",
        sa.Column("id", sa.Integer(), nullable=False),
        _meeting("sign_ups"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ups")),
        sa.UniqueConstraint(
            "meeting_id", "name", "organisation",
            name=op.f("uq_sign_ups_meeting_id_name_organisation"),
        ),
    )  # fmt: skip
    op.create_table(
        "table_leaders",
        sa.Column("id", sa.Integer(), nullable=False),
        _meeting("table_leaders"),
        sa.Column("table_number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_table_leaders")),
        sa.UniqueConstraint(
            "meeting_id", "table_number", name=op.f("uq_table_leaders_meeting_id_table_number")
        ),
    )


def downgrade() -> None:
    op.drop_table("table_leaders")
    op.drop_table("sign_ups")
    op.drop_column("meetings", "hurries")


def _meeting(table: str) -> sa.Column[int]:
    return sa.Column(
        "meeting_id",
        sa.Integer(),
        sa.ForeignKey("meetings.id", name=op.f(f"fk_{table}_meeting_id"), ondelete="CASCADE"),
        nullable=False,
    )
