"""Light and dark are kept as the code calls them; the Dutch words are the web's."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

WORDS = {"licht": "light", "donker": "dark"}


def upgrade() -> None:
    _say(WORDS)


def downgrade() -> None:
    _say({english: dutch for dutch, english in WORDS.items()})


def _say(words: dict[str, str]) -> None:
    meetings = sa.table("meetings", sa.column("light", sa.String))
    for before, after in words.items():
        op.execute(meetings.update().where(meetings.c.light == before).values(light=after))
