"""The SQL that reads the vision: what stands now is what was changed last and not taken back."""

from functools import cache
from typing import Any

from sqlalchemy import Connection, func, select

from sessions.storage.ruling_reading import of_programme, read_rulings
from sessions.storage.ruling_tables import programme_rulings
from sessions.storage.tables import meetings, participants
from sessions.storage.vision_tables import (
    vision_acts,
    vision_entries,
    vision_steps,
    vision_versions,
    vision_wishes,
)
from sessions.vision import ChangeMade, Vision
from sessions.vision_entries import KINDS, Entry, Standing, State
from sessions.vision_versions import KeptSentence, Version


def stamp(connection: Connection, programme_id: int) -> tuple[int, ...]:
    """What moves with every change, so that a vision that is held need not be read again."""
    a, v = vision_acts.c, vision_versions.c
    acts = select(func.max(a.id), func.count(a.id)).where(a.programme_id == programme_id)
    undone = select(func.count(a.id)).where(a.programme_id == programme_id, a.undone)
    versions = select(func.max(v.id)).where(v.programme_id == programme_id)
    erased = select(func.sum(meetings.c.erasures)).where(meetings.c.programme_id == programme_id)
    others = map(connection.scalar, (undone, versions, erased))
    r = programme_rulings.c
    decided = select(func.max(r.id), func.count(r.undone_at)).where(r.programme_id == programme_id)
    counted = (*connection.execute(acts).one(), *others, *connection.execute(decided).one())
    return tuple(int(number or 0) for number in counted)


def read_vision(connection: Connection, programme_id: int, held: Vision | None = None) -> Vision:
    """The vision of a programme; `held` is given back when nothing changed since."""
    now = stamp(connection, programme_id)
    if held is not None and held.stamp == now:
        return held
    if not any(now):
        return Vision(stamp=now)
    a, e = vision_acts.c, vision_entries.c
    rows = connection.execute(
        select(vision_acts, e.subject, e.value)
        .join_from(vision_acts, vision_entries, e.act_id == a.id)
        .where(a.programme_id == programme_id)
        .order_by(a.number, e.id)
    )
    entries: dict[str, Entry] = {}
    acts: dict[int, ChangeMade] = {}
    for row in rows:
        known = acts.get(row.number)
        subjects = (*(known.subjects if known else ()), row.subject)
        acts[row.number] = ChangeMade(row.number, row.verb, subjects, row.by, row.at, row.undone)
        if not row.undone:
            _become(entries, row.subject, row.value)
    return Vision(
        entries, tuple(acts.values()), _versions(connection, programme_id), now,
        read_rulings(connection, of_programme(programme_id)),
    )  # fmt: skip


def _become(entries: dict[str, Entry], subject: str, value: Any) -> None:
    if value is None:
        entries.pop(subject, None)
    else:
        entries[subject] = shape(subject.partition("/")[0]).validate_python(value)


@cache
def shape(kind: str) -> Any:
    """How one kind of thing is read from JSON and written as it."""
    from pydantic import TypeAdapter  # made once a kind

    return TypeAdapter(KINDS[kind])


def _versions(connection: Connection, programme_id: int) -> tuple[Version, ...]:
    v = vision_versions.c
    rows = connection.execute(
        select(vision_versions).where(v.programme_id == programme_id).order_by(v.number)
    )
    steps = _steps(connection, programme_id)
    return tuple(
        Version(
            row.number, row.label, row.at, row.by, row.digest, row.sentences,
            tuple(map(_line, row.lines)), tuple(steps.get(row.id, ())),
        )
        for row in rows
    )  # fmt: skip


def _line(kept: dict[str, Any]) -> KeptSentence:
    lists = {name: tuple(kept[name]) for name in ("quotes", "references")}
    return KeptSentence(**{**kept, **lists})


def _steps(connection: Connection, programme_id: int) -> dict[int, list[Standing]]:
    """By version; a step that was taken back is not one."""
    s, a = vision_steps.c, vision_acts.c
    rows = connection.execute(
        select(s.version_id, s.municipality, s.state, s.day)
        .join_from(vision_steps, vision_acts, s.act_id == a.id)
        .where(a.programme_id == programme_id, a.undone.is_(False))
        .order_by(s.id)
    )
    found: dict[int, list[Standing]] = {}
    for row in rows:
        standing = Standing(row.municipality, State(row.state), row.day)
        found.setdefault(row.version_id, []).append(standing)
    return found


def read_wishes(connection: Connection, meeting_id: int) -> frozenset[int]:
    """The numbers of who in a meeting want to hear of it; they may have said so in another one."""
    p, m, w = participants.c, meetings.c, vision_wishes.c
    programme = select(m.programme_id).where(m.id == meeting_id).scalar_subquery()
    wishing = (
        select(p.address)
        .join_from(participants, vision_wishes, p.id == w.participant_id)
        .join(meetings, p.meeting_id == m.id)
        .where(m.programme_id == programme, p.address.is_not(None))
    )
    own = select(w.participant_id)
    numbers = select(p.number).where(
        p.meeting_id == meeting_id, p.id.in_(own) | p.address.in_(wishing)
    )
    return frozenset(connection.scalars(numbers))
