"""Counting what a search does with questions of which the right entries are known."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from knowledge_base.entry import Entry
from knowledge_base.search import Advice
from knowledge_base.words import read_yaml


@dataclass(frozen=True)
class Sample:
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


def measured(found: Sequence[tuple[Advice, frozenset[str]]]) -> Measured:
    right = [finding.best is not None and finding.best.id in ids for finding, ids in found]
    direct = [finding.entry is not None for finding, _ in found]
    both = sum(good and told for good, told in zip(right, direct, strict=True))
    offered = [
        finding.action == "suggest" and not ids.isdisjoint(each.id for each in finding.options)
        for finding, ids in found
    ]
    asked = max(1, len(found))
    return Measured(
        top=sum(right) / asked,
        direct=sum(direct) / asked,
        precision=both / sum(direct) if any(direct) else 1.0,
        reached=(both + sum(offered)) / asked,
    )


def asked_of(find: Callable[[str], Advice], questions: Iterable[Sample]) -> Measured:
    return measured([(find(asked.question), asked.entries) for asked in questions])


def golden_questions() -> tuple[tuple[Sample, ...], tuple[str, ...]]:
    """Approved questions with the entries that may answer them, and those to stay silent on."""
    read = read_yaml("golden.yaml")
    answerable = (Sample(each["ask"], frozenset(each["entries"])) for each in read["answerable"])
    return tuple(answerable), tuple(read["abstain"])


def unknown_in_golden(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Entries that the golden set names and that are gone."""
    names = {entry.id for entry in entries}
    asked = {name for question in golden_questions()[0] for name in question.entries}
    return tuple(sorted(asked - names))
