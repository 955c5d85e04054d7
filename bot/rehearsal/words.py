"""What pretend people say, and what becomes of it on the way to a phone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import yaml

T = TypeVar("T")

FOLDER = Path(__file__).parent / "words"

SHORTEST_TO_SLIP = 4
"""Letters in a word before anybody mistypes it."""

NEIGHBOURS = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj",
    "i": "uo", "j": "hk", "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o",
    "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc",
    "y": "tu", "z": "x",
}  # fmt: skip
"""The keys beside each key."""


@cache
def read(name: str) -> Any:
    """One of the lists of words, read once."""
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """Something to say about a theme."""

    theme: str
    text: str


@cache
def lines_on(themes: tuple[str, ...]) -> tuple[ThemeLine, ...]:
    """Everything there is to say about these themes; about anything when none is known."""
    answers: Mapping[str, Sequence[str]] = {
        theme: texts for theme, texts in read("answers").items() if theme != "same_as"
    }
    borrowed: Mapping[str, str] = read("answers")["same_as"]
    lists = {theme: answers.get(borrowed.get(theme, theme), ()) for theme in themes}
    if not any(lists.values()):
        lists = {"": tuple(text for texts in answers.values() for text in texts)}
    return tuple(ThemeLine(theme, text) for theme, texts in lists.items() for text in texts)


def deal(deck: Sequence[T], random: Random, place: int) -> T:
    """The card that falls to somebody: nobody has another's until all have been dealt."""
    return random.sample(deck, len(deck))[place % len(deck)]


def slip(word: str, random: Random) -> str:
    """One slip of the thumb: swapped, forgotten, twice, or the key beside it."""
    at = random.randrange(1, len(word) - 1)
    here, after = word[at], word[at + 1]
    changed = random.choice(
        (after + here, after, here + here + after, _beside(here, random) + after)
    )
    return word[:at] + changed + word[at + 2 :]


def _beside(letter: str, random: Random) -> str:
    return random.choice(NEIGHBOURS.get(letter, letter))


def slips(text: str, random: Random, how_often: float) -> str:
    """Mistype some of the words."""
    return " ".join(
        slip(word, random)
        if len(word) >= SHORTEST_TO_SLIP and random.random() < how_often
        else word
        for word in text.split()
    )


def cut_short(text: str) -> str:
    """The first thing that was said."""
    ends = [text.find(mark) for mark in (". ", ", ", "; ")]
    return text[: min((end for end in ends if end > SHORTEST_TO_SLIP), default=len(text))]


def in_dialect(text: str, dialect: str) -> str:
    known: Mapping[str, str] = read("characters")["dialects"][dialect]
    return " ".join(_in_dialect(word, known) for word in text.split())


def _in_dialect(word: str, known: Mapping[str, str]) -> str:
    bare = word.rstrip(".,;:!?")
    spoken = known.get(bare.lower(), bare)
    return (spoken.capitalize() if bare[:1].isupper() else spoken) + word[len(bare) :]


def with_doubt(text: str, random: Random) -> str:
    return f"{random.choice(read('characters')['doubts'])} {text[:1].lower()}{text[1:]}"


def with_filler(text: str, random: Random) -> str:
    words = text.split()
    words.insert(random.randint(1, len(words)), random.choice(read("characters")["fillers"]))
    return " ".join(words)


def carelessly(text: str) -> str:
    """As people type who leave capitals and full stops to others."""
    return text[:1].lower() + text[1:].removesuffix(".")
