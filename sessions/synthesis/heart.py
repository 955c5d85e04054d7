"""Which of several texts stands for all of them, and which one stands furthest from them."""

from collections.abc import Sequence
from functools import cache

from knowledge_base.likeness import GramIndex

LONGEST = 400
"""Characters of a text that are laid beside the others; a heart lies in its first sentences."""
MOST = 120
"""Texts that are compared with each other; of more, the first so many: their square is work."""


@cache
def by_likeness(texts: tuple[str, ...]) -> tuple[int, ...]:
    """Places of texts, the one most like all others first; equal ones in their own order."""
    compared = [text[:LONGEST].casefold().split() for text in texts[:MOST]]
    index = GramIndex(compared)
    sums = [sum(index.likeness(words)) for words in compared]
    order = sorted(range(len(compared)), key=lambda place: (-round(sums[place], 9), place))
    return (*order, *range(len(compared), len(texts)))


def heart(texts: Sequence[str]) -> int:
    """The place of the text that is most like all others."""
    return by_likeness(tuple(texts))[0]
