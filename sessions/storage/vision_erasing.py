"""The SQL of forgetting what versions of a vision hold of somebody's words."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, select, update

from sessions.storage.references import references_of
from sessions.storage.tables import meetings
from sessions.storage.vision_tables import vision_versions
from sessions.storage.visions import stir
from sessions.vision_versions import KeptSentence

GONE = "–"
"""What stands where words were that somebody took back."""


def blank_in_versions(connection: Connection, meeting: int, number: int) -> None:
    """Take the words of one participant out of every version.

    A sentence that rests on them loses its quotes, those of others too: which was whose is not
    kept. What they agreed to do or asked loses its text.
    """
    theirs = references_of(connection, meeting, [number])
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


def _blanked(line: dict[str, Any], theirs: Collection[str]) -> dict[str, Any]:
    if not set(theirs).intersection(line["references"]):
        return line
    is_own = line["place"].startswith("doing/")
    return {**line, "quotes": [], "text": GONE if is_own else line["text"]}


def _said(line: dict[str, Any]) -> str:
    return KeptSentence(line["place"], text=line["text"], quotes=tuple(line["quotes"])).said
