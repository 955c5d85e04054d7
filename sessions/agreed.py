"""The actions of a meeting about which parties agree something."""

from collections.abc import Iterator
from dataclasses import dataclass

from sessions.items.contribution import heard
from sessions.record import NoteKind, Record


@dataclass(frozen=True, slots=True)
class Agreed:
    """An action about which something can be agreed."""

    reference: str
    what: str
    owner: str


def agreed_actions(record: Record) -> tuple[Agreed, ...]:
    """Those noted in the hall, then those of the casuses; what the facilitator hid stays out."""
    return (*_noted(record), *_named(record))


def _noted(record: Record) -> Iterator[Agreed]:
    for note in record.notes:
        if note.kind is NoteKind.ACTION:
            yield Agreed(note.reference, note.text, note.owner)


def _named(record: Record) -> Iterator[Agreed]:
    for scheduled in record.running_order:
        for given in heard(record.given(scheduled.number), record.voices):
            marks = record.marks.get(given.reference)
            if given.answer.get("action") and not (marks and marks.hidden):
                owner = str(given.answer.get("owner", ""))
                yield Agreed(given.reference, str(given.answer["action"]), owner)
