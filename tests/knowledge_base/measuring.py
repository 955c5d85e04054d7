"""Counting what a search does with questions of which the right entries are known."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge_base.entry import Entry
from knowledge_base.search import Base, Finding


@dataclass(frozen=True)
class Asked:
    """A question, and the entries that hold what it asks for; none: it must stay silent."""

    question: str
    entries: frozenset[str]


@dataclass(frozen=True)
class Measured:
    top: float  # the first candidate is right
    direct: float  # answered without asking back
    precision: float  # of what was answered directly
    reached: float  # right directly, or among the suggestions

    def __str__(self) -> str:
        return (
            f"top-1 {self.top:.3f}, direct {self.direct:.3f} at precision {self.precision:.3f}, "
            f"right directly or among three {self.reached:.3f}"
        )


def measured(found: Sequence[tuple[Finding, frozenset[str]]]) -> Measured:
    right = [finding.best is not None and finding.best.id in ids for finding, ids in found]
    direct = [finding.entry is not None for finding, _ in found]
    both = sum(good and told for good, told in zip(right, direct, strict=True))
    offered = [
        finding.action == "suggest" and not ids.isdisjoint(each.id for each in finding.options)
        for finding, ids in found
    ]
    return Measured(
        top=sum(right) / len(found),
        direct=sum(direct) / len(found),
        precision=both / max(1, sum(direct)),
        reached=(both + sum(offered)) / len(found),
    )


def asked_of(base: Base, questions: Iterable[Asked]) -> Measured:
    return measured([(base.find(asked.question), asked.entries) for asked in questions])


def left_out(entries: Sequence[Entry]) -> Iterator[tuple[Base, list[Asked]]]:
    """Bases in which every entry misses one of its Dutch phrasings, with what they miss."""
    for place in range(max(len(entry.phrasings) for entry in entries)):
        missing = [
            Asked(entry.phrasings[place], frozenset({entry.id}))
            for entry in entries
            if place < len(entry.phrasings)
        ]
        yield Base([without(entry, place) for entry in entries]), missing


def without(entry: Entry, place: int) -> Entry:
    kept = entry.phrasings[:place] + entry.phrasings[place + 1 :]
    return replace(entry, phrasings=kept)
