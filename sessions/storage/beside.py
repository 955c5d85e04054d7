"""The SQL of what is kept beside the answers of a turn: talk, letters, chat, update."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, insert, update

from sessions.storage import tables
from sessions.storage.unit import ChatRow, Kept, Letter, TalkRow, Unit
from sessions.storage.upserting import upsert


def keep_beside(connection: Connection, turns: Sequence[tuple[Unit, Sequence[Kept]]]) -> None:
    """Keep what stands beside the answers of these turns, a few statements for all of them."""
    sides = [(unit.meeting_id, unit.beside, kept) for unit, kept in turns]
    save_talks(
        connection, [(m, b.talk) for m, b, _ in sides if b.talk is not None and m is not None]
    )
    save_chats(connection, [(m, b.chat) for m, b, _ in sides if b.chat is not None])
    add_letters(connection, [(m, letter) for m, b, kept in sides for letter in b.letters(kept)])
    finish_updates(connection, [b.update for _, b, _ in sides if b.update is not None])


def save_talks(connection: Connection, given: Sequence[tuple[int, TalkRow]]) -> None:
    """Remember where each person is in the talk."""
    rows = [{"meeting_id": m, "person": t.person, "state": t.state} for m, t in given]
    upsert(connection, tables.talks, ["meeting_id", "person"], rows)


def save_chats(connection: Connection, given: Sequence[tuple[int | None, ChatRow]]) -> None:
    """Remember who is at an address; whoever was gone and says something is back."""
    for meeting, chat in given:
        known = {"meeting_id": meeting, "staff_id": chat.staff_id}
        values = {name: value for name, value in known.items() if value is not None}
        row = {"address": chat.address, "gone_at": None, **values}
        upsert(connection, tables.chats, ["address"], [row])


def add_letters(connection: Connection, given: Sequence[tuple[int | None, Letter]]) -> None:
    """Put messages in the outbox."""
    now = datetime.now(UTC)
    rows = [
        {
            "meeting_id": meeting,
            "address": letter.address,
            "lane": letter.lane.value,
            "subject": letter.subject,
            "body": letter.body,
            "replaces": letter.replaces,
            "state": "waiting",
            "at": now,
        }
        for meeting, letter in given
    ]
    if rows:
        connection.execute(insert(tables.outbox), rows)


def finish_updates(connection: Connection, numbers: Sequence[int]) -> None:
    """These were dealt with; their words are no longer needed here.

    What was put aside stays aside, with its words, also when the person was told of it.
    """
    if numbers:
        columns = tables.updates.c
        connection.execute(
            update(tables.updates)
            .where(columns.id == bindparam("number"), columns.state == "waiting")
            .values(state="done", body=""),
            [{"number": number} for number in numbers],
        )
