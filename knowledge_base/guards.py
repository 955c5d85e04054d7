"""What the search leaves alone: people's private lives, other places, the meeting itself, play."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from knowledge_base.words import read_yaml, words_in


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
    meeting: frozenset[str]
    phrases: tuple[str, ...]
    unkind: frozenset[str]

    @property
    def spellings(self) -> frozenset[str]:
        return self.private | self.personal | self.persons | self.meeting | self.unkind

    def forbid(self, words: Sequence[str]) -> bool:
        used = set(words)
        line = f" {' '.join(words)} "
        return bool(
            used & (self.private | self.meeting | self.unkind)
            or (used & self.personal and used & self.persons)
            or any(f" {phrase} " in line for phrase in self.phrases)
        )


@cache
def shipped_guards() -> Guards:
    lists = read_yaml("guards.yaml")
    return Guards(
        phrases=tuple(lists.pop("phrases")),
        **{rule: frozenset(words_in([words])) for rule, words in lists.items()},
    )
