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
    due = [(meeting, code) for meeting, code, last in kept if erased_on(last, days) <= today]
    for meeting, _ in due:
        await _erase_people(store, meeting)
    return [code for _, code in due]


def erased_on(last: datetime | date | str, days: int) -> date:
    """The day on which the people of a meeting are forgotten, after it was last in use."""
    day = date.fromisoformat(last[:10]) if isinstance(last, str) else last
    return (day.date() if isinstance(day, datetime) else day) + timedelta(days=days)


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
        "table": who.table,
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
    }
