"""A name for a group of answers: the words that it uses and others do not."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from knowledge_base.words import shipped_lexicon, stem
from sessions.synthesis.vectors import words_in

WORDS = 3
SHORTEST = 4
"""Letters; shorter words seldom name a subject."""
UNNAMED = "…"


def keywords(group: Sequence[str], everything: Sequence[str]) -> str:
    """“Vervoer, avond, bus”: as many as say something, most telling first."""
    inside = [_telling(text) for text in group]
    spread = Counter(found for text in everything for found in _telling(text))
    here = Counter(found for words in inside for found in words)
    written = Counter((stem(word), word) for text in group for word in words_in(text))
    worth = {
        found: times * math.log1p(len(everything) / spread[found]) for found, times in here.items()
    }
    best = sorted(worth, key=lambda found: (-worth[found], found))[:WORDS]
    named = [_spelled(found, written) for found in best]
    return ", ".join(named).capitalize() if named else UNNAMED


@lru_cache(maxsize=4_000)
def _telling(text: str) -> frozenset[str]:
    filler = shipped_lexicon().filler
    return frozenset(
        stem(word)
        for word in words_in(text)
        if len(word) >= SHORTEST and word not in filler and not word.isnumeric()
    )


def _spelled(found: str, written: Counter[tuple[str, str]]) -> str:
    """The spelling that most people used; of two that are used as often the first by letter."""
    forms = [(-times, word) for (root, word), times in written.items() if root == found]
    return min(forms)[1]


def apart(labels: Iterable[str]) -> list[str]:
    """The same labels, with a number behind those that were there already."""
    seen: Counter[str] = Counter()
    made = []
    for label in labels:
        seen[label] += 1
        made.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return made
