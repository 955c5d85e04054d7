"""The SQL of forgetting what versions of a vision hold of somebody's words."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, select, update

from sessions.meeting import contribution_reference
from sessions.storage.reading import pseudonym, question_reference
from sessions.storage.tables import asked, contributions, items, meetings, participants
from sessions.storage.vision_tables import vision_versions
from sessions.storage.visions import stir
from sessions.vision import Line

GONE = "–"


def blank_in_versions(connection: Connection, meeting: int, number: int) -> None:
    """Take the words of one participant out of every version.

    A sentence that rests on them loses its quotes, those of others too: which was whose is not
    kept. What they agreed to do or asked loses its text.
    """
    theirs = _references(connection, meeting, number)
    m, v = meetings.c, vision_versions.c
    programme = connection.scalar(select(m.programme_id).where(m.id == meeting))
    rows = connection.execute(select(v.id, v.lines).where(v.programme_id == programme)).all()
    for row in rows:
        lines = [_blanked(line, theirs) for line in row.lines]
        if lines != row.lines or not lines:
            said = {line["place"]: _said(line) for line in lines}
            connection.execute(
                update(vision_versions).where(v.id == row.id).values(lines=lines, sentences=said)
            )
    if rows and programme is not None:
        stir(connection, programme)


def _references(connection: Connection, meeting: int, number: int) -> set[str]:
    c, i, m, p = contributions.c, items.c, meetings.c, participants.c
    given = connection.execute(
        select(m.number, i.number, c.number)
        .join_from(contributions, items, c.item_id == i.id)
        .join(meetings, c.meeting_id == m.id)
        .join(participants, c.participant_id == p.id)
        .where(p.meeting_id == meeting, p.number == number)
    )
    questions = connection.execute(
        select(m.number, asked.c.number)
        .join_from(asked, meetings, asked.c.meeting_id == m.id)
        .where(m.id == meeting, asked.c.asker == pseudonym(number))
    )
    return {contribution_reference(*row) for row in given} | {
        question_reference(*row) for row in questions
    }


def _blanked(line: dict[str, Any], theirs: Collection[str]) -> dict[str, Any]:
    if not set(theirs).intersection(line["references"]):
        return line
    is_own = line["place"].startswith("doing/")
    return {**line, "quotes": [], "text": GONE if is_own else line["text"]}


def _said(line: dict[str, Any]) -> str:
    return Line(line["place"], text=line["text"], quotes=tuple(line["quotes"])).said
