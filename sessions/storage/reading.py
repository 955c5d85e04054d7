"""From rows to a record; contributions are only ever added, so only new ones are read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from sessions import references
from sessions.items import read_item
from sessions.items.contribution import Contribution
from sessions.meeting import ItemState, Level, Meeting, Scheduled
from sessions.people import Organisation, Participant, Role
from sessions.programme import Planned, Programme, Theme
from sessions.record import Marks, Note, NoteKind, QuestionAsked, Record, Undoable
from sessions.storage import hall_tables, tables
from sessions.storage.arranging import read_arrangements
from sessions.storage.reviewing import read_review
from sessions.storage.ruling_reading import of_meeting, read_rulings
from sessions.storage.signatures import read_signatures
from sessions.storage.terms import read_terms
from sessions.storage.vision_reading import read_vision, read_wishes

ABOUT = ("mark:", "note:")
"""How the place of a move begins that is about a reference."""

NOTE_WORDS = {
    NoteKind.DECISION: "besluit",
    NoteKind.ACTION: "actie",
    NoteKind.NOTE: "notitie",
    NoteKind.LESSON: "les",
}
"""How a reference names its kind: in Dutch, whatever is spoken, so that it never changes."""


@dataclass(frozen=True)
class Snapshot:
    """A record with what is needed to read only what came after it."""

    record: Record
    crowd: int
    last_contribution: int
    pseudonyms: Mapping[int, str] = field(default_factory=dict)
    erasures: int = 0


def pseudonym(number: int) -> str:
    return f"D{number:03d}"


def read_snapshot(connection: Connection, code: str, before: Snapshot | None) -> Snapshot | None:
    """The meeting with this code as it stands, or None; `before` saves reading it all again."""
    row = connection.execute(
        select(tables.meetings).where(tables.meetings.c.code == code)
    ).one_or_none()
    if row is None:
        return None
    meeting = _meeting(row)
    if before and (before.record.meeting.id, before.erasures) != (meeting.id, row.erasures):
        before = None
    items = read_items(connection, meeting.id)
    if before and before.crowd == row.crowd:
        people, names = before.record.participants, before.pseudonyms
    else:
        people, names = _participants(connection, meeting)
    fresh, last = _contributions(connection, meeting, items, names, before)
    record = Record(
        programme=read_programme(connection, row.programme_id),
        meeting=meeting,
        items=items,
        participants=people,
        contributions=(before.record.contributions if before else ()) + fresh,
        notes=_notes(connection, meeting),
        asked=_asked(connection, meeting),
        marks=read_marks(connection, meeting.id),
        last_step=_last_step(connection, meeting),
        leaders=_leaders(connection, meeting),
        themes=read_arrangements(connection, meeting.id),
        vision=read_vision(connection, row.programme_id, before.record.vision if before else None),
        wishes=frozenset(map(pseudonym, read_wishes(connection, meeting.id))),
        rulings=read_rulings(connection, of_meeting(meeting.id)),
        signatures=read_signatures(connection, meeting.id),
        terms=read_terms(connection, meeting.id),
        review=read_review(connection, meeting.id, meeting.number),
    )
    return Snapshot(record, row.crowd, last, names, row.erasures)


def read_programme(connection: Connection, programme_id: int) -> Programme:
    row = connection.execute(
        select(tables.programmes).where(tables.programmes.c.id == programme_id)
    ).one()
    columns = tables.organisations.c
    parties = connection.execute(
        select(columns.name, columns.kind)
        .where(columns.programme_id == programme_id)
        .order_by(columns.id)
    )
    return Programme(
        id=row.id,
        title=row.title,
        themes=tuple(Theme(t["name"], tuple(t["words"])) for t in row.themes),
        target_groups=tuple(row.target_groups),
        organisations=tuple(Organisation(name, kind) for name, kind in parties),
        planning=tuple(
            Planned(p["what"], date.fromisoformat(p["date"]) if p["date"] else None, p["who"])
            for p in row.planning
        ),
    )


def _meeting(row: Row[Any]) -> Meeting:
    same = {
        name: getattr(row, name)
        for name in (
            "id", "code", "number", "title", "language", "smallest_group", "place", "chair",
            "case_number", "goal", "tables", "opened_at", "closed_at", "message", "version",
            "scene", "hurries", "places", "light", "leaf",
        )
    }  # fmt: skip
    return Meeting(
        **same,
        level=Level(row.level),
        day=date.fromisoformat(row.day) if row.day else None,
        starts=time.fromisoformat(row.starts) if row.starts else None,
    )


def _of(connection: Connection, table: Table, meeting_id: int) -> list[Row[Any]]:
    """All rows of a meeting in one table, oldest first."""
    return list(
        connection.execute(
            select(table).where(table.c.meeting_id == meeting_id).order_by(table.c.id)
        )
    )


def read_items(connection: Connection, meeting_id: int) -> tuple[Scheduled, ...]:
    """The items as they stand, by number."""
    return tuple(
        Scheduled(
            id=row.id,
            number=row.number,
            position=row.position,
            item=read_item.validate_python(row.definition),
            state=ItemState(row.state),
            revealed=row.revealed,
            round=row.round,
            step=row.step,
            opened_at=row.opened_at,
            closed_at=row.closed_at,
            extra_minutes=row.extra_minutes,
            on_the_spot=row.key is not None,
        )
        for row in sorted(_of(connection, tables.items, meeting_id), key=lambda r: int(r.number))
    )


def _participants(
    connection: Connection, meeting: Meeting
) -> tuple[dict[str, Participant], dict[int, str]]:
    people = [
        Participant(
            id=row.id,
            pseudonym=pseudonym(row.number),
            organisation=row.organisation,
            kind=row.kind,
            name=row.name,
            language=row.language,
            quotable=row.quotable,
            origin=row.origin,
            role=Role(row.role),
            table=row.table_number,
            holds_pen=row.holds_pen,
            joined_at=row.joined_at,
            left_at=row.left_at,
            entered_by=row.entered_by,
        )
        for row in _of(connection, tables.participants, meeting.id)
    ]
    return {p.pseudonym: p for p in people}, {p.id: p.pseudonym for p in people}


def _contributions(
    connection: Connection,
    meeting: Meeting,
    items: tuple[Scheduled, ...],
    pseudonyms: Mapping[int, str],
    before: Snapshot | None,
) -> tuple[tuple[Contribution, ...], int]:
    numbers = {i.id: i.number for i in items}
    last = before.last_contribution if before else 0
    columns = tables.contributions.c
    rows = connection.execute(
        select(tables.contributions)
        .where(columns.meeting_id == meeting.id, columns.id > last)
        .order_by(columns.id)
    ).all()
    fresh = tuple(
        Contribution(
            reference=references.contribution(meeting.number, numbers[row.item_id], row.number),
            item=numbers[row.item_id],
            participant=pseudonyms[row.participant_id],
            owner=row.owner,
            slot=row.slot,
            key=row.key,
            revision=row.revision,
            origin=row.origin,
            answer=json.loads(row.answer),
            at=row.at,
            round=row.round,
            table=row.table_number,
            withdrawn=row.withdrawn,
            entered_by=row.entered_by,
        )
        for row in rows
    )
    return fresh, rows[-1].id if rows else last


def _notes(connection: Connection, meeting: Meeting) -> tuple[Note, ...]:
    return tuple(
        Note(
            reference=note_reference(meeting.number, NoteKind(row.kind), row.number),
            kind=NoteKind(row.kind),
            text=row.text,
            owner=row.owner,
            by=row.by,
            at=row.at,
        )
        for row in _of(connection, tables.notes, meeting.id)
        if row.text  # without words it was taken away; its number stays its own
    )


def note_reference(meeting: int, kind: NoteKind, number: int) -> str:
    return references.beside(meeting, NOTE_WORDS[kind], number)


def _asked(connection: Connection, meeting: Meeting) -> tuple[QuestionAsked, ...]:
    return tuple(
        QuestionAsked(
            reference=references.question(meeting.number, row.number),
            question=row.question,
            action=row.action,
            answer=row.answer,
            entry=row.entry,
            source=row.source,
            asker=row.asker,
            at=row.at,
            answered_by=row.answered_by,
        )
        for row in _of(connection, tables.asked, meeting.id)
    )


def read_marks(connection: Connection, meeting_id: int) -> dict[str, Marks]:
    return {
        row.reference: Marks(row.hidden, row.shown, row.pinned, row.merged_into)
        for row in _of(connection, tables.marks, meeting_id)
    }


def _last_step(connection: Connection, meeting: Meeting) -> Undoable | None:
    """What undo would take back now."""
    columns = tables.moves.c
    row = connection.execute(
        select(columns.id, columns.verb, columns.item_number, columns.before)
        .where(columns.meeting_id == meeting.id, columns.undone.is_(False))
        .order_by(columns.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    marked = [place.partition(":")[2] for place in row.before if place.startswith(ABOUT)]
    return Undoable(row.id, row.verb, row.item_number, ", ".join(marked))


def _leaders(connection: Connection, meeting: Meeting) -> dict[int, str]:
    return {
        row.table_number: row.name for row in _of(connection, hall_tables.table_leaders, meeting.id)
    }
