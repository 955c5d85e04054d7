"""Finding the entry that answers a question, or saying honestly that there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from knowledge_base.entry import Entry
from knowledge_base.guards import shipped_guards, shipped_places
from knowledge_base.index import EntryIndex, Scores, Term
from knowledge_base.reading import read_entries
from knowledge_base.repair import Repair
from knowledge_base.words import shipped_lexicon, words_of

Action = Literal["answer", "suggest", "abstain"]

RIGHT_PLACE = 0.5  # for an entry about the municipality that the question names
GENERAL = 0.05  # for an entry about no municipality, when the question names none
MOST_OPTIONS = 3

# Chosen where precision stays level on the base's own phrasings, each left out in turn, and on the
# development questions; tests/knowledge_base/test_measured.py guards what they bring.
ANSWER_FROM = 0.55
SUGGEST_FROM = 0.12


@dataclass(frozen=True)
class Finding:
    """What to do with a question: answer it, suggest up to three entries, or abstain."""

    question: str
    action: Action
    confidence: float
    options: tuple[Entry, ...]
    best: Entry | None

    @property
    def entry(self) -> Entry | None:
        return self.best if self.action == "answer" else None


@dataclass(frozen=True)
class Candidate:
    entry: Entry
    score: float
    covered: float  # the part of what was asked that the entry speaks of


class Base:
    """The entries, made ready to be asked."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        self.lexicon = shipped_lexicon()
        self.places = shipped_places()
        self.guards = shipped_guards()
        self.repair = self.made_repair()
        self.index = EntryIndex(entries, lexicon=self.lexicon, leave_out=self.places.known)

    def made_repair(self) -> Repair:
        lines = [words_of(line) for entry in self.entries for line in entry.asked_as]
        answers = [words_of(entry.answer + " " + entry.answer_en) for entry in self.entries]
        own = set(self.places.known).union(*lines, *answers)
        known = own.union(self.lexicon.spellings, self.places.spellings, self.guards.spellings)
        return Repair(known=known, own=own - self.lexicon.filler, lines=lines)

    def find(self, question: str) -> Finding:
        """Never raises, whatever the text, and always finds the same."""
        words = self.repair.mend(words_of(question))
        terms = self.index.terms(words)
        named = self.places.named(words)
        ranked = self.ranked(words, terms, named) if terms or named else []
        best = ranked[0].entry if ranked else None
        closed = self.guards.forbid(words) or (self.places.other(words) and not named)
        if not ranked or closed:
            return Finding(question, "abstain", 0.0, (), best)
        confidence = confidence_in(ranked) if terms else SUGGEST_FROM
        action = action_at(confidence)
        options = () if action == "abstain" else tuple(each.entry for each in ranked[:MOST_OPTIONS])
        return Finding(question, action, confidence, options, best)

    def ranked(
        self, words: Sequence[str], terms: Sequence[Term], named: frozenset[str]
    ) -> list[Candidate]:
        """The entries about the places that are named, and those about none; best first."""
        scores = self.index.scores(words, terms)
        fitting = [
            number
            for number, entry in enumerate(self.entries)
            if entry.municipality is None or not named or entry.municipality in named
        ]
        together = equal_weights(scores, fitting)
        candidates = [
            Candidate(
                entry := self.entries[number],
                together[number] + place_bonus(entry, named),
                scores.whole[number],
            )
            for number in fitting
        ]
        return sorted(candidates, key=lambda each: -each.score)


def equal_weights(scores: Scores, fitting: Sequence[int]) -> dict[int, float]:
    """The mean of the four ways, each measured against its best fitting entry."""
    ways = scores.ways()
    tops = [max((way[number] for number in fitting), default=0.0) or 1.0 for way in ways]
    return {
        number: sum(way[number] / top for way, top in zip(ways, tops, strict=True)) / len(ways)
        for number in fitting
    }


def place_bonus(entry: Entry, named: frozenset[str]) -> float:
    if named:
        return RIGHT_PLACE if entry.municipality in named else 0.0
    return GENERAL if entry.municipality is None else 0.0


def confidence_in(ranked: Sequence[Candidate]) -> float:
    """How much of the question the best entry covers, times how far it is ahead.

    One without a rival keeps all of its cover, one that ties with another keeps half.
    """
    best = ranked[0]
    lead = best.score - ranked[1].score if len(ranked) > 1 else best.score
    return min(1.0, best.covered * (0.5 + min(0.5, lead)))


def action_at(confidence: float) -> Action:
    if confidence >= ANSWER_FROM:
        return "answer"
    return "suggest" if confidence >= SUGGEST_FROM else "abstain"


@cache
def load_base() -> Base:
    """The base that the program ships with, read once."""
    return Base(read_entries())
