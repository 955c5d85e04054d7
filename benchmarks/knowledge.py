"""What the knowledge base makes of questions, beside other rankers on the same entries.

Right first, answered directly and how precisely, right directly or among three, and answered
although nothing answers it; then right first by kind of question, the time of a question and
the memory. Asked are the development questions that lie beside the repository (they were seen
while the entries were written), and the fresh ones of tests/knowledge_base (they were not).
"""

import resource
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.rankers import CORE, EVERY, RIVALS, SEMANTIC, Ranker, Way
from benchmarks.row import Row
from knowledge_base.likeness import encoder_is_installed
from knowledge_base.measuring import Sample, asked_of, golden_questions
from knowledge_base.reading import read_entries
from knowledge_base.search import Base
from tests.knowledge_base.questions import (
    Kinds,
    answerable,
    development_questions,
    fresh_questions,
    outside,
)

# Without the extra `semantic` and with it.
TOP = {CORE.name: 0.80, SEMANTIC.name: 0.88}
DIRECT = {CORE.name: 0.50, SEMANTIC.name: 0.60}
MILLISECONDS = {CORE.name: 5.0, SEMANTIC.name: 25.0}
PRECISION, REACHED = 0.95, 0.88
MOST_OUTSIDE = 2  # answers to questions that nothing answers


def rows() -> list[Row]:
    ways = (CORE, SEMANTIC) if encoder_is_installed() else (CORE,)
    sets = {"development": development_questions(), "fresh": fresh_questions()}
    found = []
    if not sets["development"]:
        found.append(Row("development questions", "absent: ../shared/data/faq is not there"))
        sets = {"golden": golden_kinds(), "fresh": sets["fresh"]}
    for name, kinds in sets.items():
        for way in ways:
            found += figures(name, kinds, way)
        found += by_kind(name, kinds, (*ways, *RIVALS))
    timed = answerable(sets["fresh"])
    return [*found, *times(timed, (*ways, *RIVALS)), *memories((*ways, *RIVALS))]


def golden_kinds() -> Kinds:
    approved, silent = golden_questions()
    return {
        "approved": list(approved),
        "to stay silent on": [Sample(line, frozenset()) for line in silent],
    }


def figures(name: str, kinds: Kinds, way: Way) -> list[Row]:
    """What the whole search does with one set: the aims of the knowledge base."""
    base = Base(read_entries(), semantic=way is SEMANTIC)
    reached = asked_of(base.find, answerable(kinds))
    quiet = outside(kinds)
    told = sum(base.find(asked.question).entry is not None for asked in quiet)
    beside = ", ".join(f"{rival.name} {top(rival, kinds):.2f}" for rival in RIVALS)
    aimed = [
        ("right first", reached.top, TOP[way.name], beside),
        ("answered directly", reached.direct, DIRECT[way.name], ""),
        ("precision of direct answers", reached.precision, PRECISION, ""),
        ("right directly or among three", reached.reached, REACHED, ""),
    ]
    size = len(answerable(kinds))
    return [
        *(
            Row(
                f"{size} {name} questions, {way.name}: {what}",
                f"{value:.3f}",
                also,
                f"at least {aim:.2f}",
                value >= aim,
            )
            for what, value, aim, also in aimed
        ),
        Row(
            f"{len(quiet)} {name} questions that nothing answers, {way.name}",
            f"{told} answered",
            aim=f"at most {MOST_OUTSIDE}",
            reached=told <= MOST_OUTSIDE,
        ),
    ]


def top(way: Way, kinds: Kinds) -> float:
    return right_first(way.make(read_entries()), answerable(kinds))


def right_first(rank: Ranker, asked: Sequence[Sample]) -> float:
    return sum(not each.entries.isdisjoint(rank(each.question)[:1]) for each in asked) / len(asked)


def by_kind(name: str, kinds: Kinds, ways: Sequence[Way]) -> list[Row]:
    rankers = {way.name: way.make(read_entries()) for way in ways}
    found = []
    for kind, questions in kinds.items():
        asked = [each for each in questions if each.entries]
        if not asked:
            continue
        right = {name: right_first(rank, asked) for name, rank in rankers.items()}
        first, *others = right
        found.append(
            Row(
                f"{name}, {kind} ({len(asked)}): right first",
                f"{right[first]:.2f}",
                ", ".join(f"{other} {right[other]:.2f}" for other in others),
            )
        )
    return found


def times(asked: Sequence[Sample], ways: Sequence[Way]) -> list[Row]:
    """The median of one question each, in turns, after everything was read."""
    rankers = [way.make(read_entries()) for way in ways]
    for rank in rankers:
        rank(asked[0].question)
    took = [[seconds(rank, each.question) for rank in rankers] for each in asked]
    found = []
    for way, several in zip(ways, zip(*took, strict=True), strict=True):
        measured, aim = median(several) * 1_000, MILLISECONDS.get(way.name)
        found.append(
            Row(
                f"median of a question, {way.name}",
                f"{measured:.2f} ms",
                aim=f"under {aim:.0f} ms" if aim else "",
                reached=aim is None or measured < aim,
            )
        )
    return found


def seconds(rank: Ranker, question: str) -> float:
    started = perf_counter()
    rank(question)
    return perf_counter() - started


def memories(ways: Sequence[Way]) -> list[Row]:
    """How much a process grows by making each and asking it, in a process of its own."""
    found = []
    for way in ways:
        with ProcessPoolExecutor(1, get_context("spawn")) as apart:
            grown = apart.submit(growth, way.name).result()
        found.append(Row(f"memory of {way.name}", f"{grown:.0f} MB"))
    return found


def growth(name: str) -> float:
    entries = read_entries()
    before = resident()
    rank = EVERY[name].make(entries)
    for entry in entries:
        rank(entry.question)
    return resident() - before


def resident() -> float:
    """The megabytes that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20
