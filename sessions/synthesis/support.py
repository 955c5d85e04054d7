"""Who stands behind references: how many people, and of which kinds where that hides everybody."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sessions import owners
from sessions.dossier import Dossier
from sessions.items.breakdown import too_small
from sessions.items.item import Openness


@dataclass(frozen=True, slots=True)
class Support:
    """`kinds` are kinds of organisation with their people; `others` everybody who is not in one.

    Whoever answered an anonymous item is among the others, whatever their kind.
    """

    people: int
    tables: int
    outside: int
    kinds: tuple[tuple[str, int], ...]

    @property
    def others(self) -> int:
        return self.people - sum(count for _, count in self.kinds)


def support_of(dossier: Dossier, references: Sequence[str]) -> Support:
    """Each person of a meeting is counted once; who came to two meetings counts in each."""
    named: dict[tuple[int, str], str] = {}
    people, tables = set[tuple[int, str]](), set[tuple[int, str]]()
    for reference in references:
        if (found := dossier.contributions.get(reference)) is None:
            continue
        record, given = found
        meeting, scheduled = record.meeting.number, record.item(given.item)
        if owners.is_table(given.owner):
            tables.add((meeting, given.owner))
            continue
        who = meeting, given.participant
        people.add(who)
        voice = record.voices.get(given.participant)
        if voice and scheduled and scheduled.item.open is not Openness.ANONYMOUS:
            named[who] = voice.kind
    sizes = Counter(named.values())
    closed = too_small(sizes, dossier.smallest_group)
    shown = [(kind, n) for kind, n in sizes.items() if kind not in closed]
    outside = {given.reference for given in dossier.vision.outside}
    return Support(
        people=len(people),
        tables=len(tables),
        outside=len(outside.intersection(references)),
        kinds=tuple(sorted(shown, key=lambda pair: (-pair[1], pair[0]))),
    )
