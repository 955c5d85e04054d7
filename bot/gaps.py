"""Questions that the base was not sure of, those that are nearly the same together."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.opening import open_store
from sessions.actions.curating import waiting_gaps
from sessions.storage.gaps import Gap

ALIKE = 82.0
"""rapidfuzz's ratio of sorted words (0 to 100) from which two questions are nearly the same."""


@dataclass(frozen=True, slots=True)
class AlikeGaps:
    """Questions that are nearly the same; the first was asked first."""

    gaps: tuple[Gap, ...]

    @property
    def first(self) -> Gap:
        return self.gaps[0]


def piles(gaps: Sequence[Gap]) -> list[AlikeGaps]:
    """The most asked first, and then the oldest."""
    from rapidfuzz import fuzz, process, utils  # loaded when a curator looks, not at start-up

    found: list[list[Gap]] = []
    for gap in gaps:
        best = process.extractOne(
            gap.question, [pile[0].question for pile in found],
            scorer=fuzz.token_sort_ratio, processor=utils.default_process, score_cutoff=ALIKE,
        )  # fmt: skip
        if best:
            found[best[2]].append(gap)
        else:
            found.append([gap])
    return sorted((AlikeGaps(tuple(pile)) for pile in found), key=lambda pile: -len(pile.gaps))


async def gap_lines(database: str | None) -> list[str]:
    """A line for each question: how often it was asked, when first, and its words."""
    store, _ = open_store(database)
    try:
        waiting = await waiting_gaps(store)
    finally:
        store.close()
    return [
        f"{len(pile.gaps)}\t{pile.first.day}\t{pile.first.action}\t{pile.first.question}"
        for pile in piles(waiting)
    ]
