"""The SQL of adopting: the moment at which minutes become final, with their files."""

from datetime import date

from sqlalchemy import Connection

from sessions.errors import Clash
from sessions.record import Record
from sessions.reviewing import content_digest
from sessions.storage.copies import Copies, keep_copies
from sessions.storage.reading import read_snapshot
from sessions.storage.reviewing import ReviewAct, add_act


def adopt(
    connection: Connection, ready: Record, act: ReviewAct, copies: Copies, today: date
) -> None:
    """Make the minutes final, unless something changed while their files were made."""
    snapshot = read_snapshot(connection, ready.meeting.code, None)
    assert snapshot is not None
    snapshot.record.review.check_ready(today)
    moved = content_digest(snapshot.record) != act.word
    if moved or _shown(snapshot.record) != _shown(ready):
        raise Clash("review.moved")
    add_act(connection, ready.meeting.id, act)
    keep_copies(connection, ready.meeting.id, copies)


def _shown(record: Record) -> tuple[object, ...]:
    """What erasing and masking change, and no content tells of.

    The files hold what was allowed when they were begun. What was taken back or erased since then
    found no files yet to throw away.
    """
    people = {
        p.pseudonym: (p.name, p.organisation, p.kind, p.quotable, p.left_at)
        for p in record.participants.values()
    }
    decided = (record.rulings, record.vision.rulings)
    return people, decided, record.leaders, record.signatures, record.terms
