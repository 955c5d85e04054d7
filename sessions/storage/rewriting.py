"""The SQL of changing what was noted: how it read before stays with the move, so undo finds it."""

from collections.abc import Mapping

from sqlalchemy import Connection

from sessions.errors import Clash
from sessions.storage.moves import Move, is_made, write_down
from sessions.storage.noting import find_note, set_note


def change_note(
    connection: Connection, meeting_id: int, reference: str, said: Mapping[str, str], move: Move
) -> None:
    """Let a note read otherwise, once per key; an empty text takes it away, and keeps its number.

    `said` has what it says from now on, and as `was` the text on which that rests; raise `Clash`
    when somebody changed it meanwhile.
    """
    if move.key and is_made(connection, meeting_id, move.key):
        return
    before = find_note(connection, meeting_id, reference)
    if before["text"] != said["was"]:
        raise Clash("note.just_changed", reference=reference)
    values = {name: words for name, words in said.items() if name != "was"}
    set_note(connection, meeting_id, reference, values)
    write_down(connection, meeting_id, move, {f"note:{reference}": before})
