"""Everything personal that was found in what people typed in a meeting, in its sentence."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sessions.personal_data import Finding, Sort, find_personal_data, fingerprint, masked
from sessions.record import Record
from sessions.rulings import Ruling, Rulings

ORGANISATION = "organisatie"
"""The place of all names of organisations: one name is one, whoever typed it."""

REACH = 140
"""Characters of a sentence that are shown on either side."""

MARGIN = 200
"""Characters beyond it that are looked through as well: a number may be cut in two there."""

ENDS = re.compile(r"[.!?]\s|\n")


class Where(StrEnum):
    """In what kind of text something stands."""

    CONTRIBUTION = "contribution"
    NOTE = "note"
    QUESTION = "question"
    THEME = "theme"
    ADDITION = "addition"
    REACTION = "reaction"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Found:
    """One value at one place, with the rest of its sentence and what was decided about it.

    `others` is at how many other places of the meeting the same value stands.
    """

    where: Where
    place: str
    sort: Sort
    value: str
    before: str
    written: str
    after: str
    ruling: Ruling | None = None
    others: int = 0

    @property
    def waits(self) -> bool:
        """Whether a person must still decide; about a BSN nobody has to."""
        return self.ruling is None and self.sort is not Sort.BSN


def findings(record: Record) -> tuple[Found, ...]:
    """Each value once per place, in the order of the minutes."""
    rulings, seen = Rulings(record.rulings), _seen(record)
    places = Counter(value for _, value in seen)
    return tuple(_found(each, rulings, places[each.value] - 1) for each in seen.values())


def waiting(record: Record) -> int:
    """How many findings a person must still decide about."""
    rulings = Rulings(record.rulings)
    return sum(
        seen.each.sort is not Sort.BSN
        and rulings.of(seen.place, seen.each.sort, seen.written) is None
        for seen in _seen(record).values()
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """Where in a text a value was first seen at a place."""

    where: Where
    place: str
    value: str
    text: str
    each: Finding

    @property
    def written(self) -> str:
        return self.text[self.each.start : self.each.end]


def _seen(record: Record) -> dict[tuple[str, str], _Seen]:
    """Each value at each place, by both, as it was seen first."""
    seen: dict[tuple[str, str], _Seen] = {}
    for where, place, text in _texts(record):
        for each in find_personal_data(text):
            value = fingerprint(each.sort, text[each.start : each.end])
            seen.setdefault((place, value), _Seen(where, place, value, text, each))
    return seen


def _found(seen: _Seen, rulings: Rulings, others: int) -> Found:
    text, each = seen.text, seen.each
    is_bsn = each.sort is Sort.BSN
    written = "" if is_bsn else seen.written
    ruling = None if is_bsn else rulings.of(seen.place, each.sort, seen.written)
    before, after = _around(text, each)
    return Found(
        seen.where, seen.place, each.sort, seen.value, before, written, after, ruling, others
    )


def _around(text: str, each: Finding) -> tuple[str, str]:
    """The rest of the sentence on both sides, cut where it is long, and without a BSN."""
    before, after = text[: each.start], text[each.end :]
    begin = max((m.end() for m in ENDS.finditer(before)), default=0)
    end = m.start() + 1 if (m := ENDS.search(after)) else len(after)
    left = _bare(before[begin:][-(REACH + MARGIN) :])
    right = _bare(after[:end][: REACH + MARGIN])
    return (
        f"… {left[-REACH:]}" if len(left) > REACH else left,
        f"{right[:REACH]} …" if len(right) > REACH else right,
    )


def _bare(text: str) -> str:
    return masked(text, lambda _written, _found: True)


def _texts(record: Record) -> Iterator[tuple[Where, str, str]]:
    """What people typed and a document may show: what, at which place, the words."""
    yield from _answers(record)
    for note in record.notes:
        for text in (note.text, note.owner, note.by):
            yield Where.NOTE, note.reference, text
    for asked in record.asked:
        for text in (asked.question, asked.answer):
            yield Where.QUESTION, asked.reference, text
    for added in record.review.additions:
        yield Where.ADDITION, added.reference, added.text
    for said in record.review.reactions:
        for text in (said.text, said.because):
            yield Where.REACTION, said.reference, text
    for name in dict.fromkeys(p.organisation for p in record.participants.values()):
        yield Where.ORGANISATION, ORGANISATION, name


def _answers(record: Record) -> Iterator[tuple[Where, str, str]]:
    for scheduled in record.running_order:
        for given in record.given(scheduled.number):
            for text in _strings(given.answer):
                yield Where.CONTRIBUTION, given.reference, text
    for number, themes in sorted(record.themes.items()):
        for theme in themes.themes:
            yield Where.THEME, f"B{record.meeting.number}.{number}", theme.label


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(each)
