"""What the wall says of the time or of the answers to come, only when the facilitator asked."""

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sessions import owners
from sessions.items.casus import Casus
from sessions.meeting import Scheduled
from sessions.record import Record


@dataclass(frozen=True, slots=True)
class Hurry:
    """Until when there is time, or how many answers are still to come; `of` is tables or people."""

    left: int
    of: str
    until: str = ""


def hurry(record: Record) -> Hurry | None:
    """What was asked for, where it makes sense; None where nothing hurries anybody."""
    now = record.open_item
    if now is None or not record.meeting.hurries:
        return None
    if record.meeting.hurries == "answers":
        return still_to_come(record, now)
    ends = ends_at(now)
    return Hurry(minutes_until(ends), "minutes", ends.isoformat()) if ends else None


def still_to_come(record: Record, now: Scheduled) -> Hurry | None:
    """People who gave nothing yet in this round; in a casus tables, as they answer together."""
    if not now.item.asks:
        return None
    here = [p for p in record.present if p.left_at is None]
    given = [c for c in record.given(now.number) if c.round == now.round]
    if isinstance(now.item, Casus):
        gave = {c.table for c in given if c.answer.get("step") == now.step}
        return Hurry(len({p.table for p in here if p.table} - gave), "tables")
    gave_own = {c.owner for c in given}
    missing = sum(owners.person(p.pseudonym) not in gave_own for p in here)
    return Hurry(missing, "answers")


def ends_at(now: Scheduled) -> datetime | None:
    """When its minutes are over; None for an item without minutes."""
    minutes = (now.item.minutes or 0) + now.extra_minutes
    if now.opened_at is None or not minutes:
        return None
    return now.opened_at + timedelta(minutes=minutes)


def minutes_until(ends: datetime) -> int:
    """Whole minutes, the last one counted until it is over; never less than none."""
    return max(0, math.ceil((ends - datetime.now(UTC)) / timedelta(minutes=1)))
