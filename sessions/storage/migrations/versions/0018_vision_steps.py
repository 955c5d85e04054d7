"""For the vision: what each sentence of a version rests on, and which text each step was about."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("vision_versions") as versions:
        versions.add_column(sa.Column("lines", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("vision_versions") as versions:
        versions.alter_column("lines", server_default=None)
    op.create_table(
        "vision_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["vision_versions.id"],
            name=op.f("fk_vision_steps_version_id"), ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["act_id"], ["vision_acts.id"],
            name=op.f("fk_vision_steps_act_id"), ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vision_steps")),
        sa.UniqueConstraint("act_id", name=op.f("uq_vision_steps_act_id")),
    )  # fmt: skip
    op.create_index(op.f("ix_vision_steps_version_id"), "vision_steps", ["version_id"])


def downgrade() -> None:
    op.drop_table("vision_steps")
    op.drop_column("vision_versions", "lines")
