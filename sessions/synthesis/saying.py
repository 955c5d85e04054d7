"""What an answer says at all: nothing, “weet niet”, or nearly the same as another."""

import re
from collections.abc import Mapping, Sequence

from sessions.arrangement import Reason
from sessions.synthesis.vectors import words_in

UNSURE = re.compile(
    r"((dat |ik )?(weet|wist|zou) (ik )?(het |dat )?(ook |nog |zo |echt |eigenlijk )*niet( weten)?"
    r"|(ik )?(heb )?(hier )?(nog )?geen (idee|mening|antwoord|reactie|inbreng|opmerkingen?)"
    r"|geen flauw idee|nvt|n v t|niet van toepassing|pas|wn"
    r"|(i )?(do not|dont) know|(i have )?no (idea|opinion|answer|comments?)|not applicable|na|n a)"
)
"""Whole answers, in plain letters, that leave the question open."""
TELLING = frozenset(
    ("niet", "geen", "nooit", "nergens", "niemand", "niets", "zonder", "not", "no", "never")
)
"""One of these turns a sentence around, so it must stand in both or in neither."""
ALIKE = 90.0
"""Percentage of the same characters in the same order, in shared words and numbers."""


COMPARED = 400
"""Characters at either end by which long texts are compared: the sum grows with their square."""


def says_nothing(text: str) -> Reason | None:
    words = words_in(text)
    if not words:
        return Reason.EMPTY
    return Reason.UNSURE if UNSURE.fullmatch(" ".join(words)) else None


def same_as(texts: Sequence[str]) -> Mapping[int, int]:
    """For each text that repeats an earlier one nearly word for word: which one."""
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    written = [words_in(text) for text in texts]
    lines = [" ".join(words) for words in written]
    ends = [_ends(line) for line in lines]
    turns = [_turns(words) for words in written]
    repeats: dict[int, int] = {}
    for place, line in enumerate(ends):
        if place in repeats:
            continue
        later = {n: ends[n] for n in range(place + 1, len(lines)) if n not in repeats}
        close = process.extract(
            line, later, scorer=Indel.normalized_similarity, score_cutoff=ALIKE / 100, limit=None
        )
        repeats |= {
            n: place
            for _, _, n in close
            if turns[n] == turns[place] and _as_long(lines[n], lines[place])
        }
    return repeats


def _ends(line: str) -> str:
    """All of what people write; of what is endless its beginning and its end."""
    return line if len(line) <= 2 * COMPARED else f"{line[:COMPARED]} {line[-COMPARED:]}"


def _as_long(one: str, other: str) -> bool:
    """Two of which only the ends were compared may differ in between."""
    shorter, longer = sorted((len(one), len(other)))
    return longer <= 2 * COMPARED or shorter >= longer * ALIKE / 100


def _turns(words: Sequence[str]) -> list[str]:
    """What decides the meaning of a sentence whatever else it shares: numbers and denials."""
    return [word for word in words if word in TELLING or not word.isalpha()]
