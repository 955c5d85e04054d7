"""Forgetting participants: when they ask for it, and when the time to keep them is over."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sessions.errors import Forbidden, Unknown
from sessions.people import Participant, Role, Staff
from sessions.record import Record
from sessions.storage import erasing
from sessions.storage.store import Store
from sessions.storage.unit import Stirs

ERASERS = frozenset({Role.COORDINATOR, Role.ADMIN})


def may_erase(staff: Staff, programme: int) -> bool:
    """Whether this person may take somebody out of the meetings of this programme."""
    return staff.role in ERASERS and staff.sees(programme)


def _check_erases(staff: Staff, record: Record) -> None:
    if not may_erase(staff, record.programme.id):
        raise Forbidden("staff.not_yours")


def _participant(record: Record, pseudonym: str) -> Participant:
    who = record.participants.get(pseudonym)
    if who is None:
        raise Unknown("person.unknown", name=pseudonym[:20])
    return who


async def erase_person(
    store: Store, staff: Staff, record: Record, pseudonym: str, *, remove: bool
) -> None:
    """Forget one participant; with `remove` also their words. It cannot be taken back."""
    _check_erases(staff, record)
    number = int(re.sub(r"\D", "", _participant(record, pseudonym).pseudonym))
    meeting, now = record.meeting.id, datetime.now(UTC)
    await store.writer.run(
        meeting,
        lambda c: erasing.erase_person(c, meeting, number, now, remove=remove),
        Stirs.CROWD | Stirs.HALL,
    )
    store.forget_seats()


async def erase_people(store: Store, staff: Staff, record: Record) -> None:
    """Forget who everybody in a meeting was. It cannot be taken back."""
    _check_erases(staff, record)
    await _erase_people(store, record.meeting.id)


async def _erase_people(store: Store, meeting: int) -> None:
    now = datetime.now(UTC)
    await store.writer.run(
        meeting, lambda c: erasing.erase_people(c, meeting, now), Stirs.CROWD | Stirs.HALL
    )
    store.forget_seats()


async def erase_due(store: Store, days: int, today: date) -> list[str]:
    """Forget the people of every meeting that was kept long enough; return their codes."""
    kept = await store.read(erasing.meetings_kept)
    due = [row for row in kept if _is_due(row, days, today)]
    for row in due:
        await _erase_people(store, row.id)
    return [row.code for row in due]


def _is_due(row: Any, days: int, today: date) -> bool:
    day = date.fromisoformat(row.day) if row.day else None
    until = erased_on(days, day, row.opened_at, row.closed_at)
    return until is not None and until <= today


def erased_on(
    days: int, day: date | None, opened_at: datetime | None, closed_at: datetime | None
) -> date | None:
    """The day on which the people of a meeting are forgotten: so long after its last day.

    A meeting that nobody closed counts from its date or its opening, whichever is later: a date
    that was mistyped erases nobody. None for one that has neither.
    """
    known = (
        [closed_at.date()] if closed_at else [d for d in (day, opened_at and opened_at.date()) if d]
    )
    return max(known) + timedelta(days=days) if known else None


def about(record: Record, pseudonym: str) -> dict[str, Any]:
    """All that is kept about a participant, for whoever asks what that is."""
    who = _participant(record, pseudonym)
    return {
        "meeting": record.meeting.title,
        "pseudonym": who.pseudonym,
        "name": who.name,
        "organisation": who.organisation,
        "kind": who.kind,
        "language": who.language,
        "quotable": who.quotable,
        "origin": who.origin,
        "role": who.role,
        "table": who.table,
        "holds_pen": who.holds_pen,
        "joined_at": who.joined_at,
        "left_at": who.left_at,
        "contributions": [
            {"reference": c.reference, "answer": c.answer, "at": c.at, "origin": c.origin}
            for c in record.contributions
            if c.participant == who.pseudonym
        ],
        "asked": [
            {"reference": a.reference, "question": a.question, "answer": a.answer, "at": a.at}
            for a in record.asked
            if a.asker == who.pseudonym
        ],
        "reactions": [
            {"reference": r.reference, "text": r.text, "at": r.at, "withdrawn": r.withdrawn}
            | {"verdict": r.verdict, "because": r.because}
            for r in record.review.reactions
            if r.by == who.pseudonym
        ],
        "hears_of_draft": who.pseudonym in record.review.wished,
        "hears_of_vision": who.pseudonym in record.wishes,
    }
