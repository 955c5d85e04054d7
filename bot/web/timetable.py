"""The evening by the clock: when each item was planned, and when it really began."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sessions.meeting import HALL, ItemState, Scheduled
from sessions.record import Record


@dataclass(frozen=True, slots=True)
class Slot:
    """One item on the clock; `late` are minutes, positive when it began after its time."""

    scheduled: Scheduled
    planned: time | None
    late: int | None
    here: bool
    planned_minutes: int | None
    took: int | None


PHONES_DOWN = 15
"""Minutes in an hour that people look at their phones at most: the rest they look at each other."""


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
                _minutes(scheduled) or None,
                took(scheduled),
            )
        )
        if scheduled.state is not ItemState.SKIPPED:
            minutes = _minutes(scheduled)
            passed = passed + timedelta(minutes=minutes) if passed is not None and minutes else None
    return slots


def _minutes(scheduled: Scheduled) -> int:
    return (scheduled.item.minutes or 0) + scheduled.extra_minutes


def took(scheduled: Scheduled) -> int | None:
    """How many minutes an item really took, once it is closed."""
    if scheduled.opened_at is None or scheduled.closed_at is None:
        return None
    return round((scheduled.closed_at - scheduled.opened_at).total_seconds() / 60)


@dataclass(frozen=True, slots=True)
class PhoneHour:
    """How many minutes people use their phones in one hour of the clock."""

    hour: int
    minutes: int

    @property
    def until(self) -> int:
        return (self.hour + 1) % 24

    @property
    def too_many(self) -> bool:
        return self.minutes > PHONES_DOWN


def phone_hours(record: Record) -> list[PhoneHour]:
    """Phone minutes by the hour in which an item begins: as it went, else as it was planned."""
    hours: dict[int, int] = {}
    for slot in timetable(record):
        begins = _begins(slot)
        if begins is not None and slot.scheduled.state is not ItemState.SKIPPED:
            hours[begins] = hours.get(begins, 0) + phone_minutes(slot.scheduled)
    return [PhoneHour(hour, minutes) for hour, minutes in hours.items() if minutes]


def phone_minutes(scheduled: Scheduled) -> int:
    """What the agenda says; else all minutes of an item that asks, as it went or was planned."""
    if scheduled.item.phone_minutes is not None:
        return scheduled.item.phone_minutes
    if not scheduled.item.asks:
        return 0
    went = took(scheduled)
    return _minutes(scheduled) if went is None else went


def _begins(slot: Slot) -> int | None:
    if slot.scheduled.opened_at:
        return slot.scheduled.opened_at.astimezone(HALL).hour
    return slot.planned.hour if slot.planned else None


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
