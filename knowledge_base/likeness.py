"""How alike texts are, by the runs of characters that they share."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

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
