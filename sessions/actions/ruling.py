"""Deciding about personal data that was found: mask it, let it stay, or take that back."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime

from sessions.actions.envisioning import may_keep
from sessions.dossier import Dossier
from sessions.errors import Clash, Forbidden, Malformed, Unknown
from sessions.findings import Found, findings
from sessions.items.item import told
from sessions.people import Staff
from sessions.personal_data import Sort, find_personal_data
from sessions.programme_findings import programme_findings
from sessions.record import Record
from sessions.rulings import Treatment
from sessions.storage import ruling
from sessions.storage.ruling_reading import Book, of_meeting, of_programme
from sessions.storage.store import Store

LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class WantedRuling:
    """What a person wants for one value at one place; keeping it needs a reason."""

    place: str
    value: str
    verdict: str
    everywhere: bool = False
    reason: str = ""
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """What is decided about: a meeting, or what all meetings share, with what was found there."""

    programme: int
    book: Book
    found: tuple[Found, ...]
    meeting: int | None = None


async def matter_of_meeting(record: Record) -> Matter:
    """Looking through two thousand texts takes a while: beside the loop, that nobody waits for."""
    found = await asyncio.to_thread(findings, record)
    meeting = record.meeting.id
    return Matter(record.programme.id, of_meeting(meeting), found, meeting)


async def matter_of_programme(dossier: Dossier) -> Matter:
    """What all meetings of a programme share, with the personal data that was found there."""
    found = await asyncio.to_thread(programme_findings, dossier)
    programme = dossier.programme.id
    return Matter(programme, of_programme(programme), found)


def check_decides(staff: Staff, programme: int) -> None:
    """Raise `Forbidden` for whoever does not decide what this programme publishes."""
    if not may_keep(staff, programme):
        raise Forbidden("personal.coordinator_only")


async def decide(store: Store, staff: Staff, matter: Matter, decision: WantedRuling) -> int:
    """Write a decision down; under the same key it is one. Return its number."""
    check_decides(staff, matter.programme)
    found = _found(matter, decision)
    verdict, reason = _checked(found, decision)
    values = {
        "place": found.place, "sort": found.sort.value, "value": found.value,
        "verdict": verdict.value, "everywhere": decision.everywhere, "reason": reason,
        "by": staff.label, "at": datetime.now(UTC), "key": decision.key,
    }  # fmt: skip
    return await store.writer.run(
        matter.meeting, lambda c: ruling.add_ruling(c, matter.book, values)
    )


async def undo(store: Store, staff: Staff, matter: Matter, number: int) -> None:
    """Take one decision back; what was decided before it holds again, else it waits."""
    check_decides(staff, matter.programme)
    now = datetime.now(UTC)
    await store.writer.run(
        matter.meeting, lambda c: ruling.undo_ruling(c, matter.book, number, staff.label, now)
    )


def _found(matter: Matter, decision: WantedRuling) -> Found:
    for each in matter.found:
        if (each.place, each.value) == (decision.place, decision.value):
            return each
    raise Unknown("personal.unknown")


def _checked(found: Found, decision: WantedRuling) -> tuple[Treatment, str]:
    """A BSN is not for anybody to decide about."""
    if decision.verdict not in set(Treatment):
        raise Malformed("personal.unclear")
    verdict, reason = Treatment(decision.verdict), told(decision.reason)
    if found.sort is Sort.BSN:
        raise Clash("personal.never_bsn")
    if verdict is Treatment.KEEP and not reason:
        raise Malformed("personal.no_reason")
    if len(reason) > LONGEST_REASON:
        raise Malformed("answer.too_long", limit=LONGEST_REASON)
    if any(each.sort is Sort.BSN for each in find_personal_data(reason)):
        raise Malformed("personal.bsn_in_reason")
    return verdict, reason
