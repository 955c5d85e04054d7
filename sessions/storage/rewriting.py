"""The SQL of writing notes and changing them: how it read before stays with the move, for undo."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from sessions.errors import Clash
from sessions.meeting import Meeting
from sessions.record import Note, NoteKind
from sessions.storage.moves import Move, is_made, write_down
from sessions.storage.noting import add_note, find_note, note_under, set_note
from sessions.storage.reading import note_reference
from sessions.storage.reviewing import check_not_final

GONE = {"text": "", "owner": "", "by": ""}
"""What a note says that was taken away, or was not there yet."""


def write_note(
    connection: Connection, meeting: Meeting, kind: NoteKind, values: Mapping[str, Any], move: Move
) -> str:
    """Write a note down, once per key; return its reference. Undo takes it away again."""
    if number := note_under(connection, meeting.id, values):
        return note_reference(meeting.number, kind, number)
    check_not_final(connection, meeting.id)
    number = add_note(connection, meeting.id, kind, values)
    reference = note_reference(meeting.number, kind, number)
    write_down(connection, meeting.id, move, {f"note:{reference}": GONE})
    return reference


def change_note(
    connection: Connection, meeting_id: int, seen: Note, said: Mapping[str, str], move: Move
) -> None:
    """Let a note read otherwise, once per key; an empty text takes it away, and keeps its number.

    `said` has what it says from now on, `seen` is what that rests on; raise `Clash` when somebody
    changed its text, its owner or its day meanwhile.
    """
    if move.key and is_made(connection, meeting_id, move.key):
        return
    check_not_final(connection, meeting_id)
    before = find_note(connection, meeting_id, seen.reference)
    if before != {"text": seen.text, "owner": seen.owner, "by": seen.by}:
        raise Clash("note.just_changed", reference=seen.reference)
    set_note(connection, meeting_id, seen.reference, said)
    write_down(connection, meeting_id, move, {f"note:{seen.reference}": before})
