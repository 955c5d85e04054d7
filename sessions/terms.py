"""What parties agreed about one action: how firmly, with which means, and how it is measured."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sessions.items.contribution import heard

if TYPE_CHECKING:
    from sessions.record import Record


class Binding(StrEnum):
    """How firmly: they do their best, or it will be there."""

    EFFORT = "effort"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Terms:
    """As the coordinator wrote it down; None and empty words were not agreed yet."""

    binding: Binding | None = None
    means: str = ""
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Agreed:
    """An action about which something can be agreed."""

    reference: str
    what: str
    owner: str


def agreed_actions(record: "Record") -> tuple[Agreed, ...]:
    """Those noted in the hall, then those of the casuses; what the facilitator hid stays out."""
    return (*_noted(record), *_named(record))


def _noted(record: "Record") -> Iterator[Agreed]:
    for note in record.notes:
        if note.kind.value == "action":
            yield Agreed(note.reference, note.text, note.owner)


def _named(record: "Record") -> Iterator[Agreed]:
    for scheduled in record.running_order:
        for given in heard(record.given(scheduled.number), record.voices):
            marks = record.marks.get(given.reference)
            if given.answer.get("action") and not (marks and marks.hidden):
                owner = str(given.answer.get("owner", ""))
                yield Agreed(given.reference, str(given.answer["action"]), owner)
