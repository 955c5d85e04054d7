"""The SQL of issuing: what stands in the minutes gets a number when it is put before people."""

from datetime import date, datetime

from sqlalchemy import Connection

from sessions.reviewing import content_digest
from sessions.storage.reading import read_snapshot
from sessions.storage.reviewing import ReviewAct, add_act, check_not_final, open_round


def begin_round(
    connection: Connection, code: str, meeting_id: int, act: ReviewAct, today: date
) -> None:
    """Set the last day. A round that begins puts the minutes before people; a later day does not.

    A round that was over and opens again is another one.
    """
    before = open_round(connection, meeting_id, act)
    if before is None or before < today:
        issue(connection, code, act.by, act.at)


def issue(connection: Connection, code: str, by: str, at: datetime | None) -> int:
    """Number what stands in the minutes now; what was issued last keeps the number it has."""
    snapshot = read_snapshot(connection, code, None)
    assert snapshot is not None
    record = snapshot.record
    check_not_final(connection, record.meeting.id)
    digest, issues = content_digest(record), record.review.issues
    if issues and issues[-1].digest == digest:
        return issues[-1].number
    meeting = record.meeting
    act = ReviewAct(what="issued", by=by, about=meeting.version, word=digest, at=at)
    return add_act(connection, meeting.id, act)
