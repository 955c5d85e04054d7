"""The SQL of the files of adopted minutes, as they were then."""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select

from sessions.reviewing import KeptFile
from sessions.storage.review_tables import review_copies

INTERNAL, PUBLIC = "internal", "public"
"""The editions: one has names, one has not."""

Copies = Mapping[tuple[str, str], bytes]
"""The files of adopted minutes, by edition and format."""


def keep_copies(connection: Connection, meeting_id: int, copies: Copies) -> None:
    """As they are now, whatever a later version of this program would make of them."""
    rows = [
        {
            "meeting_id": meeting_id,
            "edition": edition,
            "format": form,
            "digest": sha256(made).hexdigest(),
            "content": b64encode(made).decode(),
        }
        for (edition, form), made in copies.items()
    ]
    if rows:
        connection.execute(insert(review_copies), rows)


def read_copies(connection: Connection, meeting_id: int) -> Copies:
    """The files that were kept; erasing somebody may have taken some away."""
    rows = connection.execute(select(review_copies).where(review_copies.c.meeting_id == meeting_id))
    return {(row.edition, row.format): b64decode(row.content) for row in rows}


def read_files(connection: Connection, meeting_id: int) -> tuple[KeptFile, ...]:
    """Which files are kept, without what is in them."""
    columns = review_copies.c
    rows = connection.execute(
        select(columns.edition, columns.format, columns.digest)
        .where(columns.meeting_id == meeting_id)
        .order_by(columns.id)
    )
    return tuple(KeptFile(row.edition, row.format, row.digest) for row in rows)


def drop_copies(connection: Connection, meeting_id: int, edition: str) -> None:
    """Files that tell of somebody what they may not tell any more; they are made anew."""
    columns = review_copies.c
    connection.execute(
        delete(review_copies).where(columns.meeting_id == meeting_id, columns.edition == edition)
    )
