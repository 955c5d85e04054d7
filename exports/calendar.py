"""Deadlines and planned dates as a calendar file (RFC 5545), one whole day each."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from exports.agreements import Agreement
from sessions.catalogue import Words
from sessions.items.item import told
from sessions.programme import Planned

WIDTH = 74
"""Bytes in a line of the file, after which it goes on in the next."""


Event = tuple[str, date, str, str]
"""What it is known by, the day, what happens and by whom."""


def calendar(agreement: Agreement, words: Words) -> bytes:
    """Actions that have a date, then the planning of the programme."""
    events = [*_actions(agreement, words), *_planned(agreement.planning)]
    return calendar_of(events, agreement.meeting.code, agreement.made_at)


def planning_calendar(planning: Iterable[Planned], code: str, made_at: datetime) -> bytes:
    """Only the dates that everybody may know."""
    return calendar_of(_planned(planning), code, made_at)


def calendar_of(events: Iterable[Event], code: str, made_at: datetime) -> bytes:
    """Any days, each known by a name of its own so that a newer file moves it."""
    stamp = f"{made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Samenspel//NL", "CALSCALE:GREGORIAN"]
    for uid, day, title, about in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uid}.{code}@samenspel",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(title)}",
            f"DESCRIPTION:{_escaped(about)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(_folded([*lines, "END:VCALENDAR"])).encode()


def _actions(agreement: Agreement, words: Words) -> Iterator[Event]:
    actions = [a for side in agreement.sides for a in side.commits] + [*agreement.unassigned]
    for action in actions:
        if day := _day(action.by):
            nobody = "action.owner_hidden" if action.owner_hidden else "action.no_owner"
            owner = action.owner or words(nobody)
            yield action.reference, day, action.what, f"{owner} [{action.reference}]"


def _planned(planning: Iterable[Planned]) -> Iterator[Event]:
    for number, step in enumerate(planning, start=1):
        if step.day:
            yield f"planning-{number}", step.day, step.what, step.who


def _day(by: str) -> date | None:
    try:
        return datetime.strptime(by, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        return None


def _escaped(text: str) -> str:
    """Commas, semicolons and lines mean something in this file; typed ones must not."""
    plain = told(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\n", "\\n")


def _folded(lines: Iterable[str]) -> Iterator[str]:
    """Long lines go on after a space, never in the middle of a character."""
    for line in lines:
        width = 0
        for character in line:
            size = len(character.encode())
            if width + size > WIDTH:
                yield "\r\n "
                width = 1
            yield character
            width += size
        yield "\r\n"
