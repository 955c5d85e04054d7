"""Lessons in the minutes: each stands under the casus that the hall had before it then."""

from collections.abc import Iterable

from sessions.items.casus import Casus
from sessions.meeting import Scheduled
from sessions.record import Note, NoteKind, Record


def lessons_of(record: Record, scheduled: Scheduled) -> tuple[Note, ...]:
    """What was written down as a lesson since this casus was opened, and before the next one."""
    return tuple(n for n in _lessons(record) if _casus_then(record, n) == scheduled.number)


def lessons_elsewhere(record: Record, placed: Iterable[Note]) -> tuple[Note, ...]:
    """Lessons that no casus shows: they stand among the notes."""
    known = {note.reference for note in placed}
    return tuple(note for note in _lessons(record) if note.reference not in known)


def _lessons(record: Record) -> list[Note]:
    return [note for note in record.notes if note.kind is NoteKind.LESSON]


def _casus_then(record: Record, note: Note) -> int:
    """The casus that was opened last when the note was written; 0 when there was none."""
    before = [
        (each.opened_at, each.number)
        for each in record.items
        if isinstance(each.item, Casus) and each.opened_at and each.opened_at <= note.at
    ]
    return max(before)[1] if before else 0
