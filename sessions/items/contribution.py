"""What one participant or table gave to one item, and who is heard in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Contribution:
    """One kept answer, note or withdrawal; rows are only ever added.

    `owner` is who it belongs to, as `sessions/owners.py` spells it, `slot` what it says something
    about; the highest `revision` of an owner's slot is the one that counts.
    """

    reference: str
    item: int
    participant: str
    owner: str
    slot: str
    key: str
    revision: int
    origin: str
    answer: Mapping[str, Any]
    at: datetime
    round: int = 1
    table: int | None = None
    withdrawn: bool = False
    entered_by: str | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: the part of a participant that a tally may know.

    `counts` is False for facilitators and experts, who are never partners in a tally; `joined`
    for whoever is behind a paper card, who hides nobody in the hall.
    """

    organisation: str
    kind: str
    counts: bool = True
    name: str = ""
    joined: bool = True


def current(contributions: Iterable[Contribution]) -> list[Contribution]:
    """What counts now: the last revision per owner and slot, withdrawals left out.

    The order of arrival does not matter, nor does a repetition: the answer is sorted by
    reference, so equal sets of rows give equal lists.
    """
    latest: dict[tuple[int, str, str], Contribution] = {}
    for each in contributions:
        place = (each.item, each.owner, each.slot)
        before = latest.get(place)
        if before is None or each.revision > before.revision:
            latest[place] = each
    return sorted((c for c in latest.values() if not c.withdrawn), key=by_reference)


def by_reference(contribution: Contribution) -> tuple[int, int, str]:
    """Sort references as people count: B1.2-9 before B1.2-10, also beyond 999."""
    tail = contribution.reference.rpartition("-")[2]
    return contribution.item, int(tail) if tail.isdigit() else 0, contribution.reference


def heard(contributions: Sequence[Contribution], voices: Mapping[str, Voice]) -> list[Contribution]:
    """The current contributions of those who count as partners."""
    return [
        c for c in current(contributions) if (v := voices.get(c.participant)) is None or v.counts
    ]
