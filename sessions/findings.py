"""Everything personal that was found in what people typed, in its sentence."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sessions.personal_data import Finding, Sort, find_personal_data, fingerprint, masked
from sessions.record import Record
from sessions.rulings import Ruling, Rulings
from sessions.typed import NOT_SHOWN, OF_PROGRAMME, Rewording, Where, record_with
from sessions.vision import Vision

REACH = 140
"""Characters of a sentence that are shown on either side."""

MARGIN = 200
"""Characters beyond it that are looked through as well: a number may be cut in two there."""

ENDS = re.compile(r"[.!?]\s|\n")


@dataclass(frozen=True, slots=True)
class Found:
    """One value at one place, with the rest of its sentence and what was decided about it.

    `others` is at how many other places of the meeting, or of the vision, the same value stands.
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


Placed = tuple[Where, str, str]
"""What kind of text it is, at which place it stands, and its words."""


def findings(record: Record) -> tuple[Found, ...]:
    """Each value of a meeting once per place, in the order of the minutes."""
    return found_in(texts_of(record), record.rulings)


def waiting(record: Record) -> int:
    """How many findings of a meeting a person must still decide about."""
    return waiting_in(texts_of(record), record.rulings)


def texts_of(record: Record) -> list[Placed]:
    """What people typed for a meeting and a document may show; of a contribution what counts."""
    counted = (c for scheduled in record.running_order for c in record.given(scheduled.number))
    told = _told(replace(record, contributions=tuple(counted), vision=Vision()))
    return [text for text in told if text[0] not in OF_PROGRAMME]


def _told(record: Record) -> list[Placed]:
    told: list[Placed] = []
    record_with(record, listing(told))
    return [text for text in told if text[0] not in NOT_SHOWN]


def listing(told: list[Placed]) -> Rewording:
    """What writes every text down and changes none."""

    def change(where: Where, place: str, text: str) -> str:
        told.append((where, place, text))
        return text

    return change


def found_in(texts: Iterable[Placed], decided: Iterable[Ruling]) -> tuple[Found, ...]:
    """Each value once per place, in the order of the texts, with what was decided about it."""
    rulings, seen = Rulings(decided), _seen(texts)
    places = Counter(value for _, value in seen)
    return tuple(_found(each, rulings, places[each.value] - 1) for each in seen.values())


def waiting_in(texts: Iterable[Placed], decided: Iterable[Ruling]) -> int:
    rulings = Rulings(decided)
    return sum(
        seen.each.sort is not Sort.BSN
        and rulings.of(seen.place, seen.each.sort, seen.written) is None
        for seen in _seen(texts).values()
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


def _seen(texts: Iterable[Placed]) -> dict[tuple[str, str], _Seen]:
    """Each value at each place, by both, as it was seen first."""
    seen: dict[tuple[str, str], _Seen] = {}
    for where, place, text in texts:
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
