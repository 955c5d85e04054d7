"""The evening by the clock: when each item was planned, and when it really began."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.web.wording import HALL
from sessions.meeting import ItemState, Scheduled
from sessions.record import Record


@dataclass(frozen=True, slots=True)
class Slot:
    """One item on the clock; `late` are minutes, positive when it began after its time."""

    scheduled: Scheduled
    planned: time | None
    late: int | None
    here: bool


def timetable(record: Record) -> list[Slot]:
    """The items as tonight takes them; after one without minutes no time is known any more."""
    slots: list[Slot] = []
    passed: timedelta | None = timedelta()
    for scheduled in record.running_order:
        planned = _planned(record, passed)
        slots.append(
            Slot(
                scheduled,
                planned.time() if planned else None,
                _late(planned, scheduled.opened_at),
                scheduled is record.on_show,
            )
        )
        if scheduled.state is not ItemState.SKIPPED:
            minutes = (scheduled.item.minutes or 0) + scheduled.extra_minutes
            passed = passed + timedelta(minutes=minutes) if passed is not None and minutes else None
    return slots


def _planned(record: Record, passed: timedelta | None) -> datetime | None:
    """On some day or other: only the time is shown, unless it began on the day itself."""
    starts, day = record.meeting.starts, record.meeting.day
    if starts is None or passed is None:
        return None
    any_day = day or datetime.now(HALL).date()
    return datetime.combine(any_day, starts, HALL) + passed


def _late(planned: datetime | None, opened_at: datetime | None) -> int | None:
    """Only on the day itself: a rehearsal in May is not months late."""
    if planned is None or opened_at is None:
        return None
    began = opened_at.astimezone(HALL)
    if began.date() != planned.date():
        return None
    return round((began - planned).total_seconds() / 60)
