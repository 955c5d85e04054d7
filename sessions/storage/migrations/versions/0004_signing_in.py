"""Programmes of who runs meetings, sign-ins that end, passkeys, and what was erased."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

STAFF = sa.table(
    "staff", sa.column("id"), sa.column("role"), sa.column("programme_id"),
    sa.column("programmes", sa.JSON(none_as_null=True)),
)  # fmt: skip
TOKENS = sa.table(
    "staff_tokens", sa.column("started_at"), sa.column("seen_at"), sa.column("device")
)


def upgrade() -> None:
    _let_staff_have_programmes()
    _date_tokens()
    _make_passkeys()
    op.add_column(
        "meetings", sa.Column("erasures", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("meetings", sa.Column("erased_at", sa.String(length=32), nullable=True))


def downgrade() -> None:
    op.drop_column("meetings", "erased_at")
    op.drop_column("meetings", "erasures")
    op.drop_table("challenges")
    op.drop_index(op.f("ix_passkeys_staff_id"), "passkeys")
    op.drop_table("passkeys")
    for column in ("device", "seen_at", "started_at"):
        op.drop_column("staff_tokens", column)
    _let_staff_have_one_programme()


def _let_staff_have_programmes() -> None:
    op.add_column("staff", sa.Column("programmes", sa.JSON(), nullable=True))
    connection = op.get_bind()
    rows = connection.execute(sa.select(STAFF).where(STAFF.c.programme_id.is_not(None))).all()
    for row in rows:
        connection.execute(
            sa.update(STAFF).where(STAFF.c.id == row.id).values(programmes=[row.programme_id])
        )
    with op.batch_alter_table("staff") as staff:
        staff.drop_constraint(op.f("fk_staff_programme_id"), type_="foreignkey")
        staff.drop_column("programme_id")


def _let_staff_have_one_programme() -> None:
    """The first of several; none at all would mean every one, so such people lose their role."""
    op.add_column("staff", sa.Column("programme_id", sa.Integer(), nullable=True))
    connection = op.get_bind()
    for row in connection.execute(sa.select(STAFF)).all():
        if row.programmes is None:
            continue
        kept = {"programme_id": row.programmes[0]} if row.programmes else {"role": "expert"}
        connection.execute(sa.update(STAFF).where(STAFF.c.id == row.id).values(**kept))
    with op.batch_alter_table("staff") as staff:
        staff.create_foreign_key(
            op.f("fk_staff_programme_id"), "programmes", ["programme_id"], ["id"]
        )
        staff.drop_column("programmes")


def _date_tokens() -> None:
    """Whoever is in stays in, as if they had come in just now."""
    for name in ("started_at", "seen_at"):
        op.add_column("staff_tokens", sa.Column(name, sa.String(32), nullable=True))
    op.add_column("staff_tokens", sa.Column("device", sa.Text(), nullable=True))
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    op.execute(sa.update(TOKENS).values(started_at=now, seen_at=now, device=""))
    with op.batch_alter_table("staff_tokens") as tokens:
        tokens.alter_column("started_at", existing_type=sa.String(32), nullable=False)
        tokens.alter_column("seen_at", existing_type=sa.String(32), nullable=False)
        tokens.alter_column("device", existing_type=sa.Text(), nullable=False)


def _make_passkeys() -> None:
    op.create_table(
        "passkeys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("credential", sa.String(length=2000), nullable=False),
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("added_at", sa.String(length=32), nullable=False),
        sa.Column("used_at", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_passkeys_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkeys")),
        sa.UniqueConstraint("credential", name=op.f("uq_passkeys_credential")),
    )
    op.create_index(op.f("ix_passkeys_staff_id"), "passkeys", ["staff_id"])
    op.create_table(
        "challenges",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("to_add", sa.Boolean(), nullable=False),
        sa.Column("expires_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_challenges")),
    )
