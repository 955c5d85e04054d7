"""Questions that lean on an earlier one: "en in Zoetermeer?" after a question about BOCE."""

from collections.abc import Sequence

from knowledge_base.guards import shipped_places
from knowledge_base.words import Lexicon, shipped_lexicon, words_of

OPENINGS = frozenset({"en", "maar", "and", "but"})
POINTING = frozenset({"daar", "ze", "zij", "die", "hun", "they", "there", "them", "their"})
MOST_POINTING = 8  # a longer question tells by itself where it is about


def follow_up(question: str, earlier: str) -> str:
    """The question as it is meant after an earlier one, or as it is when it leans on nothing."""
    places, lexicon = shipped_places().known, shipped_lexicon()
    words, before = words_of(question), words_of(earlier)
    if shipped_places().other(words):
        return question
    named = [word for word in words if word in places]
    if named and not telling(words, lexicon):
        kept = [word for word in before if word not in places]
        return " ".join((*kept, *named)) if telling(kept, lexicon) else question
    named_before = [word for word in before if word in places]
    if named_before and not named and leans(words) and telling(words, lexicon):
        return f"{question} {' '.join(named_before)}"
    return question


def in_place(question: str, place: str) -> str:
    """The same question of one municipality: what its button asks."""
    return follow_up(f"in {place}", question)


def leans(words: Sequence[str]) -> bool:
    return len(words) <= MOST_POINTING and (
        words[:1] != () and (words[0] in OPENINGS or not POINTING.isdisjoint(words))
    )


def telling(words: Sequence[str], lexicon: Lexicon) -> list[str]:
    """Words with content of their own that name no place; words that ask count too."""
    places = shipped_places().known
    return [word for word in words if word not in lexicon.filler and word not in places]
