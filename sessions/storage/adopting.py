"""The SQL of adopted minutes: the moment they became final, and their files as they were then."""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import date
from hashlib import sha256

from sqlalchemy import Connection, insert, select

from sessions.errors import Clash
from sessions.record import Record
from sessions.reviewing import content_digest
from sessions.storage.reading import read_snapshot
from sessions.storage.review_tables import review_copies
from sessions.storage.reviewing import Act, add_act

Copies = Mapping[tuple[str, str], bytes]
"""The files of adopted minutes, by edition and format."""


def adopt(connection: Connection, ready: Record, act: Act, copies: Copies, today: date) -> None:
    """Make the minutes final, unless something changed while their files were made."""
    snapshot = read_snapshot(connection, ready.meeting.code, None)
    assert snapshot is not None
    snapshot.record.review.check_ready(today)
    if content_digest(snapshot.record) != act.word:
        raise Clash("review.moved")
    add_act(connection, ready.meeting.id, act)
    _keep_copies(connection, ready.meeting.id, copies)


def _keep_copies(connection: Connection, meeting_id: int, copies: Copies) -> None:
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
