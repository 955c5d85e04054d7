"""Questions to calibrate with, made of the entries themselves: none of them is a test question.

Right ones are phrasings whose own wording is left out, and damaged copies. Wrong ones are asked
of a base that misses the entry they are about, or stand in outside.yaml.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from knowledge_base.entry import Entry
from knowledge_base.words import read_yaml, words_of

Group = Literal["left out", "left out and damaged", "damaged", "removed", "outside"]

FOLDS = 8  # so many bases with an eighth of their entries removed
COPIES = 5  # damaged copies an entry
SHORTEST_TO_MISTYPE = 5
OPENINGS = (
    "hoi", "zeg", "eh", "even een vraag", "ik wil graag weten", "kunt u mij vertellen",
    "ik vroeg me af", "mag ik vragen",
)  # fmt: skip
ENDINGS = ("alstublieft", "bij ons", "eigenlijk", "precies", "dan")


@dataclass(frozen=True)
class LabelledQuestion:
    """A question that has one right entry in the base that it is asked of, or none."""

    group: Group
    question: str
    entry: str | None


def examples(entries: Sequence[Entry]) -> Iterator[tuple[list[Entry], list[LabelledQuestion]]]:
    """Entries to make a base of, with what to ask that base."""
    rng = Random(len(entries))  # noqa: S311 -- typos need no secrecy, and must repeat
    for fewer, missing in left_out(entries):
        damaged_too = [
            replace(example, group="left out and damaged", question=damaged(example.question, rng))
            for example in missing
        ]
        yield fewer, [*missing, *damaged_too]
    copies: list[LabelledQuestion] = [
        LabelledQuestion("damaged", damaged(line, rng), entry.id)
        for entry in entries
        for line in rng.sample(entry.asked_as, min(COPIES, len(entry.asked_as)))
    ]
    outside = [
        LabelledQuestion("outside", line, None) for lines in read_yaml("outside.yaml").values()
        for line in lines
    ]  # fmt: skip
    yield list(entries), [*copies, *outside]
    yield from removed(entries, rng)


def left_out(entries: Sequence[Entry]) -> Iterator[tuple[list[Entry], list[LabelledQuestion]]]:
    """Entries that each miss one way of asking, with what they miss; English comes last."""
    for place in range(max((len(entry.phrasings) for entry in entries), default=0)):
        yield (
            [without(entry, place) for entry in entries],
            [
                LabelledQuestion("left out", entry.phrasings[place], entry.id)
                for entry in entries
                if place < len(entry.phrasings)
            ],
        )
    yield (
        [replace(entry, question_en="") for entry in entries],
        [LabelledQuestion("left out", entry.question_en, entry.id) for entry in entries],
    )


def without(entry: Entry, place: int) -> Entry:
    kept = entry.phrasings[:place] + entry.phrasings[place + 1 :]
    return replace(entry, phrasings=kept)


def removed(
    entries: Sequence[Entry], rng: Random
) -> Iterator[tuple[list[Entry], list[LabelledQuestion]]]:
    """Entries without some of them, with every way of asking those."""
    shuffled = rng.sample(entries, len(entries))
    for fold in range(FOLDS):
        gone = set(shuffled[fold::FOLDS])
        yield (
            [entry for entry in entries if entry not in gone],
            [
                LabelledQuestion("removed", line, None)
                for entry in shuffled[fold::FOLDS]
                for line in entry.asked_as
            ],
        )


def damaged(line: str, rng: Random) -> str:
    """The line as somebody may type it: mistyped, joined, shortened or wrapped in other words."""
    words = list(words_of(line))
    match rng.choice(("mistype", "mistype", "drop", "join", "wrap")):
        case "mistype":
            long = [n for n, word in enumerate(words) if len(word) >= SHORTEST_TO_MISTYPE]
            for number in rng.sample(long, min(len(long), rng.choice((1, 2)))):
                words[number] = mistyped(words[number], rng)
        case "drop" if len(words) > 2:  # noqa: PLR2004 -- two words are few enough
            words.pop(rng.randrange(len(words)))
        case "join" if len(words) > 1:
            place = rng.randrange(len(words) - 1)
            words[place : place + 2] = [words[place] + words[place + 1]]
        case _:
            words = [rng.choice(OPENINGS), *words, rng.choice(ENDINGS)]
    return " ".join(words)


def mistyped(word: str, rng: Random) -> str:
    """With a letter left out, swapped, doubled or wrong; the first and the last are seldom so."""
    place = rng.randrange(1, len(word) - 2)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    return rng.choice(
        (
            before + after,
            before + after[0] + letter + after[1:],
            before + letter + letter + after,
            before + rng.choice("aeiorstnl") + after,
        )
    )
