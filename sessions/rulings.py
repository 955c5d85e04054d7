"""What the coordinator decided about personal data that was found in what people typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from sessions.personal_data import Sort, fingerprint, older_fingerprint


class Treatment(StrEnum):
    """What becomes of a finding in the public edition; nobody decided means masked."""

    MASK = "mask"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Ruling:
    """One decision, with who and when; the value itself is only kept as a fingerprint.

    `place` is where the finding stood: the reference of what somebody gave, noted or asked. With
    `everywhere` it holds for the same value in the whole meeting, or in the whole vision.
    """

    number: int
    place: str
    sort: Sort
    value: str
    verdict: Treatment
    everywhere: bool
    reason: str
    by: str
    at: datetime
    undone_by: str = ""
    undone_at: datetime | None = None


@dataclass(frozen=True)
class Rulings:
    """The decisions of one meeting or vision, to ask what holds for a value at a place."""

    rulings: Iterable[Ruling]

    @cached_property
    def _standing(self) -> dict[tuple[str, str], Ruling]:
        """By place and value; an empty place stands for everywhere. The last one counts."""
        held: dict[tuple[str, str], Ruling] = {}
        for each in sorted(self.rulings, key=lambda r: r.number):
            if each.undone_at is None:
                held[each.place, each.value] = each
                if each.everywhere:
                    held["", each.value] = each
        return held

    def of(self, place: str, sort: Sort, written: str) -> Ruling | None:
        """The last decision that holds here for this value; one of before knows it as it did."""
        if not self._standing:
            return None
        values = {fingerprint(sort, written), older_fingerprint(sort, written)}
        found = [self._standing.get((p, value)) for p in {place, ""} for value in values]
        return max((r for r in found if r), key=lambda r: r.number, default=None)

    def holds(self, ruling: Ruling) -> bool:
        """Whether nothing later was decided about its value, at its place or everywhere."""
        found = (self._standing.get((p, ruling.value)) for p in (ruling.place, ""))
        return max((r for r in found if r), key=lambda r: r.number, default=None) is ruling

    def keep(self, place: str, sort: Sort, written: str) -> bool:
        """Whether this may be shown to everybody; a BSN never may."""
        if sort is Sort.BSN or not self._standing:
            return False
        ruling = self.of(place, sort, written)
        return ruling is not None and ruling.verdict is Treatment.KEEP

    def verdicts(self, sort: Sort, written: str) -> set[Treatment]:
        """What holds for this value, at whichever places."""
        values = {fingerprint(sort, written), older_fingerprint(sort, written)}
        return {r.verdict for (_, value), r in self._standing.items() if value in values}
