"""Changing what was noted, and taking it away: for a slip of the pen, and always with undo."""

from collections.abc import Mapping
from datetime import UTC, datetime

from sessions.actions.noting import Remark, noted
from sessions.actions.running import check_runs
from sessions.errors import Unknown
from sessions.people import Staff
from sessions.record import Note, Record
from sessions.storage.moves import Move
from sessions.storage.rewriting import GONE, change_note
from sessions.storage.store import Store
from sessions.storage.unit import Stirs


def find_note(record: Record, reference: str) -> Note:
    """Raise `Unknown` when it is not there, or not any more."""
    found = next((n for n in record.notes if n.reference == reference), None)
    if found is None:
        raise Unknown("note.unknown", reference=reference)
    return found


async def rewrite(store: Store, record: Record, staff: Staff, seen: Note, remark: Remark) -> None:
    """Let a note say this instead of what was `seen`; its kind and reference stay."""
    said = noted(record, staff, remark)
    await _change(
        store, record, seen, said, Move("rewrite", {}, staff.label, _now(), key=remark.key)
    )


async def strike(
    store: Store, record: Record, staff: Staff, seen: Note, key: str | None = None
) -> None:
    """Take a note out of the minutes; its reference is never given to another."""
    check_runs(staff, record)
    await _change(store, record, seen, GONE, Move("strike", {}, staff.label, _now(), key=key))


async def _change(
    store: Store, record: Record, seen: Note, said: Mapping[str, str], move: Move
) -> None:
    meeting = record.meeting.id
    await store.writer.run(
        meeting,
        lambda c: change_note(c, meeting, seen, said, move),
        Stirs.CREW,
    )


def _now() -> datetime:
    return datetime.now(UTC)
