"""Deadlines and planned dates as a calendar file (RFC 5545), one whole day each."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from exports.agreements import Agreement
from sessions.catalogue import Words
from sessions.items.item import told

WIDTH = 74
"""Bytes in a line of the file, after which it goes on in the next."""


def calendar(agreement: Agreement, words: Words) -> bytes:
    """Actions that have a date, then the planning of the programme."""
    stamp = f"{agreement.made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Samenspel//NL", "CALSCALE:GREGORIAN"]
    for uid, day, title, about in _events(agreement, words):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uid}.{agreement.meeting.code}@samenspel",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(title)}",
            f"DESCRIPTION:{_escaped(about)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(_folded([*lines, "END:VCALENDAR"])).encode()


def _events(agreement: Agreement, words: Words) -> Iterator[tuple[str, date, str, str]]:
    actions = [a for side in agreement.sides for a in side.commits] + [*agreement.unassigned]
    for action in actions:
        if day := _day(action.by):
            owner = action.owner or words("action.no_owner")
            yield action.reference, day, action.what, f"{owner} [{action.reference}]"
    for number, step in enumerate(agreement.planning, start=1):
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
