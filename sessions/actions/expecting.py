"""The list at the door: who signed up, who came, who sent word."""

import csv
from datetime import UTC, datetime
from functools import partial

from sessions.actions.running import check_runs
from sessions.errors import Malformed
from sessions.items.item import told
from sessions.people import Coming, SignUp, Staff
from sessions.record import Record
from sessions.storage import signing_up
from sessions.storage.store import Store

LONGEST_NAME = 120
MOST_PEOPLE = 2_000

NAME = ("naam", "name", "deelnemer")
ORGANISATION = ("organisatie", "organisation", "organization", "bedrijf", "namens")
STATE = ("status", "staat", "state")
"""How the columns of a list are headed, in lower case."""

STATES = {
    "aanwezig": Coming.PRESENT,
    "present": Coming.PRESENT,
    "afgemeld": Coming.CANCELLED,
    "cancelled": Coming.CANCELLED,
}

Person = tuple[str, str, Coming]


def read_list(text: str) -> list[Person]:
    """A list as people paste it: a name and an organisation per line, or CSV with headings.

    Other columns, such as addresses, are left out: what we do not need, we do not keep.
    Raise `Malformed` for a list without people, or with more than `MOST_PEOPLE`.
    """
    lines = [line for line in text.removeprefix("\ufeff").splitlines() if line.strip()]
    if not lines:
        raise Malformed("signup.empty")
    rows = [[told(cell) for cell in row] for row in csv.reader(lines, delimiter=_divider(lines))]
    places, has_heading = _places(rows[0])
    people = [_person(row, places) for row in rows[has_heading:]]
    found = [person for person in dict.fromkeys(people) if person[0]]
    if not found:
        raise Malformed("signup.empty")
    if len(found) > MOST_PEOPLE:
        raise Malformed("signup.too_many", most=MOST_PEOPLE)
    return found


def _divider(lines: list[str]) -> str:
    """A comma may be part of a name, so the others go first."""
    return next((sign for sign in ";\t" if any(sign in line for line in lines)), ",")


def _places(first: list[str]) -> tuple[tuple[int | None, ...], bool]:
    """Where name, organisation and state stand, and whether the first line says so."""
    heads = [cell.casefold() for cell in first]
    if not set(heads) & set(NAME):
        return (0, 1, 2), False
    named = (NAME, ORGANISATION, STATE)
    return tuple(
        next((n for n, h in enumerate(heads) if h in known), None) for known in named
    ), True


def _person(row: list[str], places: tuple[int | None, ...]) -> Person:
    cells = [row[n] if n is not None and n < len(row) else "" for n in places]
    name, organisation, state = cells
    coming = STATES.get(state.casefold(), Coming.SIGNED_UP)
    return name[:LONGEST_NAME], organisation[:LONGEST_NAME], coming


async def import_list(store: Store, record: Record, staff: Staff, text: str) -> int:
    """Add people to the list; the same list again adds nobody. Return how many are new."""
    check_runs(staff, record)
    people, meeting = read_list(text), record.meeting.id
    return await store.writer.run(
        meeting, lambda c: signing_up.add_sign_ups(c, meeting, people, datetime.now(UTC))
    )


async def change(store: Store, record: Record, staff: Staff, number: int, state: Coming) -> None:
    """Somebody came, or sent word, or is expected after all."""
    check_runs(staff, record)
    meeting = record.meeting.id
    await store.writer.run(
        meeting, lambda c: signing_up.set_coming(c, meeting, number, state, datetime.now(UTC))
    )


async def expected(store: Store, record: Record, staff: Staff) -> list[SignUp]:
    """The list; only those who run the meeting may read its names."""
    check_runs(staff, record)
    return await store.read(partial(signing_up.list_sign_ups, meeting_id=record.meeting.id))
