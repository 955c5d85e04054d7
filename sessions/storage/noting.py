"""The SQL of what is written beside the answers: notes, questions to the bot, marks."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from sessions.errors import Clash, Unknown
from sessions.record import OFFERED, Marks, NoteKind
from sessions.storage import tables
from sessions.storage.gaps import add_gap, settle_gap
from sessions.storage.reading import NOTE_WORDS
from sessions.storage.reviewing import is_final
from sessions.storage.tellings import tell
from sessions.tidings import Tiding


def add_note(
    connection: Connection, meeting_id: int, kind: NoteKind, values: Mapping[str, Any]
) -> int:
    """Write down a decision, an action or a note; return its number."""
    columns = tables.notes.c
    number = _next_number(
        connection, tables.notes, columns.meeting_id == meeting_id, columns.kind == kind.value
    )
    connection.execute(
        insert(tables.notes).values(meeting_id=meeting_id, kind=kind.value, number=number, **values)
    )
    return number


def note_under(connection: Connection, meeting_id: int, values: Mapping[str, Any]) -> int | None:
    """The number of a note that came in before under the same key."""
    return _kept_under(connection, tables.notes, meeting_id, values)


def find_note(connection: Connection, meeting_id: int, reference: str) -> dict[str, str]:
    """What a note says now."""
    columns = tables.notes.c
    query = select(columns.text, columns.owner, columns.by)
    return dict(connection.execute(query.where(*_note(meeting_id, reference))).mappings().one())


def set_note(
    connection: Connection, meeting_id: int, reference: str, values: Mapping[str, str]
) -> None:
    """Let a note say something else."""
    this = _note(meeting_id, reference)
    connection.execute(update(tables.notes).where(*this).values(**values))


def _note(meeting_id: int, reference: str) -> tuple[ColumnElement[bool], ...]:
    word, _, number = reference.rpartition(".")[2].rpartition("-")
    kind = next(kind for kind, known in NOTE_WORDS.items() if known == word)
    columns = tables.notes.c
    return columns.meeting_id == meeting_id, columns.kind == kind, columns.number == int(number)


def keep_asked(
    connection: Connection,
    meeting_id: int,
    values: Mapping[str, Any],
    *,
    unsure: bool,
    offered: str = "",
) -> int:
    """Write down a question to the bot and what became of it, once per key; return its number.

    What the base was `unsure` of is a gap, for whoever looks after the base. One to which something
    was `offered` stands there already, with its gap: both get what became of it.
    """
    if before := _kept_under(connection, tables.asked, meeting_id, values):
        return before
    _check_goes_on(connection, meeting_id)
    if offered and (number := _settle(connection, meeting_id, values, offered)):
        settle_gap(connection, offered, values["action"] if unsure else "")
        return number
    number = _next_number(connection, tables.asked, tables.asked.c.meeting_id == meeting_id)
    connection.execute(
        insert(tables.asked).values(meeting_id=meeting_id, number=number, answered_by="", **values)
    )
    if unsure:
        action = "suggest" if values["action"] == OFFERED else values["action"]
        add_gap(connection, values["question"], action, values["at"])
    return number


def _check_goes_on(connection: Connection, meeting_id: int) -> None:
    """Nobody waits for questions any more once a meeting ended, by whatever process."""
    columns = tables.meetings.c
    if connection.scalar(select(columns.closed_at).where(columns.id == meeting_id)):
        raise Clash("meeting.closed")


def _settle(
    connection: Connection, meeting_id: int, values: Mapping[str, Any], offered: str
) -> int | None:
    """Say what became of a question to which something was offered; a person's answer stays."""
    columns = tables.asked.c
    found = connection.execute(
        select(columns.id, columns.number)
        .where(columns.meeting_id == meeting_id, columns.asker == values["asker"])
        .where(columns.question == offered, columns.action == OFFERED)
        .order_by(columns.number.desc())
    ).first()
    if found is None:
        return None
    settled = {name: value for name, value in values.items() if name != "at"}
    connection.execute(update(tables.asked).where(columns.id == found.id).values(**settled))
    return int(found.number)


def answer_asked(connection: Connection, meeting_id: int, number: int, answer: str, by: str) -> int:
    """Put a person's answer under the question with this number; the same again changes nothing.

    Raise `Unknown` when there is no such question, `Clash` when the minutes it stands in are final.
    """
    columns = tables.asked.c
    this = (columns.meeting_id == meeting_id, columns.number == number)
    same = select(columns.id).where(*this, columns.answer == answer, columns.answered_by != "")
    if connection.scalar(same) is not None:
        return number
    _check_not_final(connection, meeting_id)
    found = connection.execute(
        update(tables.asked)
        .where(*this)
        .values(answer=answer, answered_by=by, action="answered")
        .returning(columns.id)
    ).scalar_one_or_none()
    if found is None:
        raise Unknown("ask.unknown", number=number)
    tell(connection, meeting_id, Tiding("answered", number), datetime.now(UTC))
    return number


def park_asked(connection: Connection, meeting_id: int, number: int) -> None:
    """Take a question out of the queue that nobody answered; one with an answer stays as it is."""
    _check_not_final(connection, meeting_id)
    columns = tables.asked.c
    connection.execute(
        update(tables.asked)
        .where(columns.meeting_id == meeting_id, columns.number == number, columns.answer == "")
        .values(action="parked")
    )


def _check_not_final(connection: Connection, meeting_id: int) -> None:
    """An open question of adopted minutes stays one, and goes with them into the vision."""
    if is_final(connection, meeting_id):
        raise Clash("ask.final")


def set_marks(connection: Connection, meeting_id: int, reference: str, marks: Marks) -> None:
    """Remember what was decided about a contribution."""
    columns = tables.marks.c
    connection.execute(
        delete(tables.marks).where(columns.meeting_id == meeting_id, columns.reference == reference)
    )
    connection.execute(
        insert(tables.marks).values(
            meeting_id=meeting_id,
            reference=reference,
            hidden=marks.hidden,
            shown=marks.shown,
            pinned=marks.pinned,
            merged_into=marks.merged_into,
        )
    )


def find_talk(connection: Connection, meeting_id: int, person: str) -> str | None:
    """Where somebody was in the talk, as JSON text."""
    where = {"meeting": meeting_id, "who": person}
    return connection.execute(_TALK, where).scalar_one_or_none()


_TALK = select(tables.talks.c.state).where(
    tables.talks.c.meeting_id == bindparam("meeting"), tables.talks.c.person == bindparam("who")
)


def _kept_under(
    connection: Connection, table: Table, meeting_id: int, values: Mapping[str, Any]
) -> int | None:
    """The number of what came in before under the same key."""
    if values.get("key") is None:
        return None
    where = (table.c.meeting_id == meeting_id, table.c.key == values["key"])
    return connection.execute(select(table.c.number).where(*where)).scalar_one_or_none()


def _next_number(connection: Connection, table: Table, *where: Any) -> int:
    return int(connection.scalar(select(func.max(table.c.number)).where(*where)) or 0) + 1
