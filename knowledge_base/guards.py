"""What the search leaves alone: people's private lives, other places, the meeting itself, play."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, Literal

from knowledge_base.words import read_yaml, words_in

Reason = Literal[
    "elsewhere",  # another municipality than the base knows
    "person",  # somebody's private life
    "number",  # a number or an address of somebody, in the question itself
    "meeting",  # this evening, which the programme knows better
    "unkind",  # anger, insults, play
    "small talk",
    "no words",  # pictures, signs, a single letter
    "code",
    "language",  # letters that Dutch and English do not have
    "unknown",  # a question like any other, and no entry fits
]


@dataclass(frozen=True)
class Places:
    """The municipalities and regions that people name: see places.yaml."""

    known: dict[str, str]  # as it is written: the municipality of entries
    elsewhere: frozenset[str]
    doubtful: frozenset[str]
    before: frozenset[str]

    @property
    def spellings(self) -> frozenset[str]:
        return self.elsewhere | self.doubtful | frozenset(self.known)

    def named(self, words: Sequence[str]) -> frozenset[str]:
        return frozenset(self.known[word] for word in words if word in self.known)

    def other(self, words: Sequence[str]) -> bool:
        """Is a place named that the base knows nothing about?"""
        return any(word in self.elsewhere for word in words) or any(
            first in self.before and second in self.doubtful for first, second in pairwise(words)
        )


@cache
def shipped_places() -> Places:
    lists = read_yaml("places.yaml")
    doubtful = frozenset(words_in([lists["doubtful"]]))
    return Places(
        known={word: name for name, words in lists["known"].items() for word in words},
        elsewhere=frozenset(words_in([lists["elsewhere"]])) - doubtful,
        doubtful=doubtful,
        before=frozenset(lists["before"]),
    )


@dataclass(frozen=True)
class Guards:
    """Words that close a subject, one set a rule: see guards.yaml."""

    private: frozenset[str]
    personal: frozenset[str]
    persons: frozenset[str]
    after_persons: tuple[str, ...]
    meeting: frozenset[str]
    meeting_phrases: tuple[str, ...]
    meeting_whole: tuple[str, ...]
    small_talk: tuple[str, ...]
    unkind: frozenset[str]

    @property
    def spellings(self) -> frozenset[str]:
        phrases = (*self.meeting_phrases, *self.meeting_whole, *self.after_persons)
        words = self.private | self.personal | self.persons | self.meeting | self.unkind
        return words.union(words_in(phrases))

    def closed(self, words: Sequence[str], *, elsewhere: bool, here: bool) -> Reason | None:
        """Why these words get no answer; `elsewhere` and `here` tell which places they name."""
        used = set(words)
        line = f" {' '.join(words)} "
        if used & self.unkind:
            return "unkind"
        if (
            used & self.private
            or (used & self.personal and used & self.persons)
            or any_in(self.after_persons, line)
        ):
            return "person"
        if elsewhere and not here:
            return "elsewhere"
        if not here and (
            used & self.meeting
            or any_in(self.meeting_phrases, line)
            or line.strip() in self.meeting_whole
        ):
            return "meeting"
        return "small talk" if any_in(self.small_talk, line) else None


def any_in(phrases: Iterable[str], line: str) -> bool:
    return any(f" {phrase} " in line for phrase in phrases)


@cache
def shipped_guards() -> Guards:
    lists: dict[str, Any] = read_yaml("guards.yaml")
    rules: dict[str, Any] = {
        rule: tuple(words) if isinstance(words, list) else frozenset(words_in([words]))
        for rule, words in lists.items()
    }
    return Guards(**rules)
