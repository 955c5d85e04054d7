"""The SQL of signatures: each entry is a row, so that the last one can be taken back."""

from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy import Connection, func, insert, select, update

from sessions.errors import Clash
from sessions.signing import Signature, Signed, Variant, latest
from sessions.storage.signature_tables import signatures


def read_signatures(connection: Connection, meeting_id: int) -> tuple[Signature, ...]:
    """What was written down and not taken back, oldest first."""
    columns = signatures.c
    rows = connection.execute(
        select(signatures)
        .where(columns.meeting_id == meeting_id, columns.undone.is_(False))
        .order_by(columns.revision)
    )
    return tuple(
        Signature(
            revision=row.revision,
            variant=Variant(row.variant),
            party=row.party,
            state=Signed(row.state),
            day=date.fromisoformat(row.day) if row.day else None,
            function=row.function,
        )
        for row in rows
    )


def add_signature(connection: Connection, meeting_id: int, made: Signature, by: str) -> None:
    """Write an entry down; what stands there already is not written twice."""
    now = latest(read_signatures(connection, meeting_id), made.variant).get(made.party)
    if now and replace(now, revision=made.revision) == made:
        return
    columns = signatures.c
    last = connection.scalar(
        select(func.max(columns.revision)).where(columns.meeting_id == meeting_id)
    )
    connection.execute(
        insert(signatures).values(
            meeting_id=meeting_id,
            revision=int(last or 0) + 1,
            variant=made.variant.value,
            party=made.party,
            state=made.state.value,
            day=made.day.isoformat() if made.day else None,
            function=made.function,
            by=by,
            at=datetime.now(UTC),
            undone=False,
        )
    )


def undo_signature(connection: Connection, meeting_id: int, revision: int) -> None:
    """Take the last entry back; refuse it when another one came after the one that was seen."""
    kept = read_signatures(connection, meeting_id)
    if not kept:
        raise Clash("meeting.nothing_to_undo")
    if kept[-1].revision != revision:
        raise Clash("agreement.changed")
    columns = signatures.c
    connection.execute(
        update(signatures)
        .where(columns.meeting_id == meeting_id, columns.revision == revision)
        .values(undone=True)
    )
