"""What a question asks for, and whether an entry tells it; see words.yaml."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from knowledge_base.entry import Entry
from knowledge_base.words import read_yaml, words_of


@cache
def shipped_kinds() -> Mapping[str, str]:
    """Each phrase with its kind, the longest first."""
    lists: dict[str, list[str]] = read_yaml("words.yaml")["kinds"]
    kinds = {
        " ".join(words_of(phrase)): kind for kind, phrases in lists.items() for phrase in phrases
    }
    return dict(sorted(kinds.items(), key=lambda each: -each[0].count(" ")))


def kinds_of(words: Sequence[str]) -> frozenset[str]:
    """Every kind that the words ask for; a word that told one kind tells no other."""
    line = f" {'  '.join(words)} "
    found = set()
    for phrase, kind in shipped_kinds().items():
        spaced = f" {phrase.replace(' ', '  ')} "
        if spaced in line:
            found.add(kind)
            line = line.replace(spaced, " | ")
    return frozenset(found)


FACTS = frozenset({"person", "length", "number", "moment", "reason", "place"})
"""Kinds that an entry tells or does not; whatever else is asked, most entries tell something."""


def kinds_told(entry: Entry) -> frozenset[str]:
    """What the entry is asked for, and what its answer shows by its form."""
    asked = (kinds_of(words_of(line)) for line in entry.asked_as)
    answer = words_of(entry.answer)
    told = frozenset[str]().union(*asked)
    if any(re.fullmatch(r"(19|20)\d\d", word) for word in answer):
        told |= {"moment"}
    return told | {"number"} if not shipped_numerals().isdisjoint(answer) else told


@cache
def shipped_numerals() -> frozenset[str]:
    return frozenset(words_of(read_yaml("words.yaml")["numerals"]))


def alike(asked: frozenset[str], told: Iterable[frozenset[str]]) -> list[float]:
    """The part of what is asked for that each entry tells; nothing when nothing is."""
    return [len(asked & kinds) / len(asked) if asked else 0.0 for kinds in told]
