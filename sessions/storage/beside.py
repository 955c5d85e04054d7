"""The SQL of what is kept beside the answers of a turn: talk, letters, chat, update."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, insert, update

from sessions.storage import tables
from sessions.storage.unit import Kept, Letter, TalkRow, Unit
from sessions.storage.upserting import upsert


def keep_beside(connection: Connection, turns: Sequence[tuple[Unit, Sequence[Kept]]]) -> None:
    """Keep what stands beside the answers of these turns, a few statements for all of them."""
    sides = [(unit.meeting_id, unit.beside, kept) for unit, kept in turns]
    save_talks(
        connection, [(m, b.talk) for m, b, _ in sides if b.talk is not None and m is not None]
    )
    save_chats(connection, [(m, b.chat) for m, b, _ in sides if b.chat])
    add_letters(connection, [(m, letter) for m, b, kept in sides for letter in b.letters(kept)])
    finish_updates(connection, [b.update for _, b, _ in sides if b.update is not None])


def save_talks(connection: Connection, given: Sequence[tuple[int, TalkRow]]) -> None:
    """Remember where each person is in the talk."""
    rows = [{"meeting_id": m, "person": t.person, "state": t.state} for m, t in given]
    upsert(connection, tables.talks, ["meeting_id", "person"], rows)


def save_chats(connection: Connection, given: Sequence[tuple[int | None, str]]) -> None:
    """Remember in which meeting an address is; whoever was gone and says something is back."""
    rows = [{"address": address, "gone_at": None} for m, address in given if m is None]
    upsert(connection, tables.chats, ["address"], rows)
    inside = [
        {"address": address, "gone_at": None, "meeting_id": m}
        for m, address in given
        if m is not None
    ]
    upsert(connection, tables.chats, ["address"], inside)


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
        connection.execute(_POST, rows)


_POST = insert(tables.outbox)


def finish_updates(connection: Connection, numbers: Sequence[int]) -> None:
    """These were dealt with; their words are no longer needed here.

    What was put aside stays aside, with its words, also when the person was told of it.
    """
    if numbers:
        connection.execute(_FINISH, [{"number": number} for number in numbers])


_FINISH = (
    update(tables.updates)
    .where(tables.updates.c.id == bindparam("number"), tables.updates.c.state == "waiting")
    .values(state="done", body="")
)
