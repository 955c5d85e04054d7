"""Words as the search sees them: plain, stemmed, and what they may stand for."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import snowballstemmer  # type: ignore[import-untyped]  # ships no types
import yaml

FOLDER = Path(__file__).parent
LONGEST = 400  # characters: nobody asks a longer question, and time stays bounded
MOST_WORDS = 60
LONGEST_WORD = 60  # letters: what is longer is no word, and a stemmer takes its square

# Spellings that sound the same in Dutch, so that a typo by ear costs nothing.
SOUNDS = {
    **dict.fromkeys(("ij", "ei", "y"), "Y"),
    **dict.fromkeys(("ou", "au"), "O"),
    **dict.fromkeys(("c", "ck", "q"), "k"),
    **dict.fromkeys(("d", "dt"), "t"),
    "ch": "g",
    "ph": "f",
    "ie": "i",
    "z": "s",
    "v": "f",
}
SPELLED = re.compile(r"ij|ei|y|ou|au|ie|ch|ck|ph|dt|d$|c|q|z|v")
DOUBLED = re.compile(r"(.)\1+")


def words_of(text: str) -> tuple[str, ...]:
    """Lower case, without accents, signs and pictures; a long text is cut."""
    bare = unicodedata.normalize("NFKD", text[:LONGEST].lower())
    bare = re.sub(r"\S+@\S+|['’`&\u0300-\u036f]", "", bare)
    return tuple(re.findall(r"[a-z0-9]+", bare)[:MOST_WORDS])


def stem(word: str) -> str:
    return _stem(word) if len(word) <= LONGEST_WORD else word[:LONGEST_WORD]


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    # A stemmer keeps state while it works, so every call has its own.
    return str(snowballstemmer.stemmer("dutch").stemWord(word))


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    return DOUBLED.sub(r"\1", SPELLED.sub(lambda spelled: SOUNDS[spelled[0]], word))


def read_yaml(name: str) -> Any:
    return load_yaml((FOLDER / name).read_text(encoding="utf-8"))


def load_yaml(text: str) -> Any:
    """The safe loader, in C where the machine has it: eight times as fast."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(text, Loader=loader)  # noqa: S506 -- both are safe loaders


@dataclass(frozen=True)
class Lexicon:
    """Words known besides those of the entries: see words.yaml."""

    filler: frozenset[str]
    chat: frozenset[str]  # the part of the filler that is said for company
    asking: frozenset[str]
    synonyms: Mapping[str, frozenset[str]]  # stem: the stems that may stand for it
    english: Mapping[str, frozenset[str]]  # stem: the Dutch stems that it may mean
    spellings: frozenset[str]  # every word of the lists, as it is written


@cache
def shipped_lexicon() -> Lexicon:
    lists = read_yaml("words.yaml")
    filler = frozenset(words_in(lists["filler"].values()))
    asking = frozenset(words_in([lists["asking"]]))
    groups = [
        tuple(word for word in words_in([line]) if word not in filler) for line in lists["synonyms"]
    ]
    english = {word: tuple(words_in([dutch])) for word, dutch in lists["english"].items()}
    return Lexicon(
        filler=filler,
        chat=frozenset(words_in([lists["filler"]["chat"]])),
        asking=asking,
        synonyms=synonyms_of(groups),
        english={stem(word): frozenset(map(stem, dutch)) for word, dutch in english.items()},
        spellings=filler.union(asking, english, *groups, *english.values()),
    )


def words_in(lines: Iterable[str]) -> Iterator[str]:
    """The words of a list file, which may be longer than any question."""
    for line in lines:
        for entry in line.split():
            yield from words_of(entry)


def synonyms_of(groups: Iterable[tuple[str, ...]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for group in groups:
        stems = frozenset(map(stem, group))
        for each in stems:
            found[each] = found.get(each, frozenset()) | (stems - {each})
    return found
