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
    if moved or _people(snapshot.record) != _people(ready):
        raise Clash("review.moved")
    add_act(connection, ready.meeting.id, act)
    keep_copies(connection, ready.meeting.id, copies)


def _people(record: Record) -> dict[str, tuple[object, ...]]:
    """What the files tell of people; somebody may have been forgotten while they were made."""
    return {
        p.pseudonym: (p.name, p.organisation, p.kind, p.quotable)
        for p in record.participants.values()
    }
