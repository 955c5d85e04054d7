"""The SQL that changes the vision; nothing is written over, and a change can be taken back."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from sessions.errors import Clash, Unknown
from sessions.storage import tables
from sessions.storage.beside import add_letters
from sessions.storage.tellings import tell
from sessions.storage.turns import take_turns
from sessions.storage.unit import Letter
from sessions.storage.vision_reading import read_vision, shape
from sessions.storage.vision_tables import (
    vision_acts,
    vision_entries,
    vision_steps,
    vision_versions,
    vision_wishes,
)
from sessions.tidings import Tiding
from sessions.vision import Vision
from sessions.vision_entries import Changes, Standing

Edit = Callable[[Vision], Changes]
"""What a change makes of the vision as it stands; it is looked at where it is written."""

Write = Callable[[str, str], Letter]
"""The letter for an address, in a language."""


def add_act(
    connection: Connection, programme_id: int, values: Mapping[str, Any], edit: Edit
) -> tuple[str, ...]:
    """Write a change down, once per key; return what it is about."""
    take_turns(connection, programme_id)
    if again := _made_under(connection, programme_id, values["key"]):
        return again
    vision = read_vision(connection, programme_id)
    changes = edit(vision)
    number = 1 + max((act.number for act in vision.acts), default=0)
    act = connection.execute(
        insert(vision_acts)
        .values(programme_id=programme_id, number=number, undone=False, undone_by="", **values)
        .returning(vision_acts.c.id)
    ).scalar_one()
    rows = [
        {
            "act_id": act,
            "subject": subject,
            "value": shape(subject.partition("/")[0]).dump_python(entry, mode="json")
            if entry is not None
            else None,
        }
        for subject, entry in changes.items()
    ]
    connection.execute(insert(vision_entries), rows)
    stir(connection, programme_id)
    return tuple(changes)


def _made_under(connection: Connection, programme_id: int, key: str | None) -> tuple[str, ...]:
    if key is None:
        return ()
    a, e = vision_acts.c, vision_entries.c
    found = connection.scalars(
        select(e.subject)
        .join_from(vision_acts, vision_entries, e.act_id == a.id)
        .where(a.programme_id == programme_id, a.key == key)
        .order_by(e.id)
    )
    return tuple(found)


def undo_act(connection: Connection, programme_id: int, number: int, by: str) -> None:
    """Take a change back, unless something it is about was changed again since."""
    take_turns(connection, programme_id)
    vision = read_vision(connection, programme_id)
    act = next((a for a in vision.acts if a.number == number), None)
    if act is None or act.undone:
        raise Unknown("vision.nothing_to_undo")
    later = {s for a in vision.acts if a.number > number and not a.undone for s in a.subjects}
    if later & set(act.subjects):
        raise Clash("vision.changed_since")
    a = vision_acts.c
    connection.execute(
        update(vision_acts)
        .where(a.programme_id == programme_id, a.number == number)
        .values(undone=True, undone_by=by)
    )
    stir(connection, programme_id)


def add_version(connection: Connection, programme_id: int, values: Mapping[str, Any]) -> int:
    """Put a draft down; return its number. The same draft twice is one version."""
    take_turns(connection, programme_id)
    v = vision_versions.c
    latest = connection.execute(
        select(v.number, v.digest)
        .where(v.programme_id == programme_id)
        .order_by(v.number.desc())
        .limit(1)
    ).one_or_none()
    if latest and latest.digest == values["digest"]:
        return int(latest.number)
    number = int(latest.number) + 1 if latest else 1
    connection.execute(
        insert(vision_versions).values(programme_id=programme_id, number=number, **values)
    )
    stir(connection, programme_id)
    return number


def take_step(
    connection: Connection, programme_id: int, values: Mapping[str, Any], edit: Edit,
    version: Mapping[str, Any],
) -> int:  # fmt: skip
    """A step in one municipality with the text that is before it, once per key; return which.

    The number is that of the version that holds this text.
    """
    take_turns(connection, programme_id)
    a, v, s = vision_acts.c, vision_versions.c, vision_steps.c
    made = (a.programme_id == programme_id) & (a.key == values["key"])
    steps = select(v.number).join_from(vision_steps, vision_versions, s.version_id == v.id)
    before = connection.scalar(steps.join(vision_acts, s.act_id == a.id).where(made))
    if before is not None:
        return int(before)
    (subject,) = add_act(connection, programme_id, values, edit)
    standing = read_vision(connection, programme_id).entries[subject]
    assert isinstance(standing, Standing)
    number = add_version(connection, programme_id, version)
    at = select(v.id).where(v.programme_id == programme_id, v.number == number)
    row = {
        "version_id": connection.scalar(at), "act_id": connection.scalar(select(a.id).where(made)),
        "municipality": standing.municipality, "state": standing.state.value, "day": standing.day,
    }  # fmt: skip
    connection.execute(insert(vision_steps).values(row))
    return number


def stir(connection: Connection, programme_id: int) -> None:
    """Who looks at a meeting of this programme sees it with the vision as it is now."""
    m = tables.meetings.c
    connection.execute(
        update(tables.meetings).where(m.programme_id == programme_id).values(version=m.version + 1)
    )


def set_wish(connection: Connection, participant_id: int, now: datetime, *, wanted: bool) -> None:
    """Remember that somebody wants to hear when the vision is adopted, or does not after all."""
    w = vision_wishes.c
    held = connection.scalar(select(w.at).where(w.participant_id == participant_id))
    if wanted and held is None:
        connection.execute(insert(vision_wishes).values(participant_id=participant_id, at=now))
    elif not wanted:  # who was told stays told: nobody hears it twice
        mine = w.participant_id == participant_id
        connection.execute(delete(vision_wishes).where(mine, w.told_at.is_(None)))


def tell_adopted(connection: Connection, programme_id: int, now: datetime, write: Write) -> int:
    """Let everybody who asked for it hear that the vision is adopted; return how many.

    Nobody hears it twice: raise `Clash` when it was told before. Who is in a meeting of this
    programme is told there; who went on to another one gets a letter of their own.
    """
    take_turns(connection, programme_id)
    m, p, w = tables.meetings.c, tables.participants.c, vision_wishes.c
    mine = (
        select(p.id)
        .join_from(tables.participants, tables.meetings, p.meeting_id == m.id)
        .where(m.programme_id == programme_id)
    )
    wishes = w.participant_id.in_(mine)
    told = select(w.participant_id).where(wishes, w.told_at.is_not(None)).limit(1)
    if connection.scalar(told):
        raise Clash("vision.already_told")
    letters = [
        (meeting, write(address, language))
        for meeting, address, language in _elsewhere(connection, wishes)
    ]
    count = connection.execute(update(vision_wishes).where(wishes).values(told_at=now)).rowcount
    if count:
        for meeting in connection.scalars(select(m.id).where(m.programme_id == programme_id)).all():
            tell(connection, meeting, Tiding("adopted"), now)
        add_letters(connection, letters)
        stir(connection, programme_id)
    return count


def _elsewhere(connection: Connection, wishes: ColumnElement[bool]) -> list[tuple[int, str, str]]:
    """The meeting where somebody asked, the address and the language, of who is in none now."""
    p, w, c = (t.c for t in (tables.participants, vision_wishes, tables.chats))
    there = tables.participants.alias("there")
    own, now = tables.meetings.alias("own"), tables.meetings.alias("now")
    still = (
        select(there.c.id)
        .join_from(there, now, there.c.meeting_id == now.c.id)
        .where(there.c.meeting_id == c.meeting_id, there.c.address == c.address)
        .where(now.c.programme_id == own.c.programme_id)
    )
    rows = connection.execute(
        select(p.meeting_id, c.address, p.language)
        .join_from(tables.participants, vision_wishes, p.id == w.participant_id)
        .join(own, p.meeting_id == own.c.id)
        .join(tables.chats, c.address == p.address)
        .where(wishes, c.gone_at.is_(None), ~still.exists())
        .order_by(p.id)
    )
    return list({row.address: (row.meeting_id, row.address, row.language) for row in rows}.values())
