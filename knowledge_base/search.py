"""Answering a question from the entries, suggesting some, or saying honestly that there is none."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal, Protocol

from knowledge_base.calibration import (
    Calibration,
    Mode,
    calibration_for,
    shipped_calibrations,
    stale,
)
from knowledge_base.entry import Entry
from knowledge_base.follow_up import follow_up
from knowledge_base.guards import Reason, shipped_guards, shipped_places
from knowledge_base.index import EntryIndex
from knowledge_base.likeness import encoder_is_installed
from knowledge_base.ranking import Look, rank, signs
from knowledge_base.reading import read_entries
from knowledge_base.repair import Repair
from knowledge_base.telltales import has_other_letters, holds_personal_data, is_code
from knowledge_base.words import shipped_lexicon, words_of

if TYPE_CHECKING:
    from knowledge_base.likeness import Vector

Action = Literal["answer", "suggest", "abstain"]

MOST_OPTIONS = 3
NEAR = 0.2  # entries this close to the best may be what was meant as well
FEW = 2  # everyday words of ours that a question in another language may hold by accident
IN_SIGHT = 0.4  # … and these when they cover the question as well as the best does


@dataclass(frozen=True)
class Advice:
    """What to do with a question: answer it, suggest up to three entries, or abstain."""

    question: str
    action: Action
    confidence: float
    options: tuple[Entry, ...]
    best: Entry | None
    reason: Reason | None = None  # why it abstains
    places: tuple[str, ...] = ()  # the municipalities that it may be about, to choose from
    understood: str = ""  # what was asked, when that took an earlier question to know

    @property
    def entry(self) -> Entry | None:
        return self.best if self.action == "answer" else None


class Find(Protocol):
    """How everybody asks: a question, and the one that it may lean on."""

    def __call__(self, question: str, previous: str = "") -> Advice: ...


class Library(Protocol):
    """What can be leafed through and asked."""

    @property
    def entries(self) -> Sequence[Entry]: ...

    def find(self, question: str, previous: str = "") -> Advice: ...


class Base:
    """The entries, made ready to be asked."""

    def __init__(
        self,
        entries: Sequence[Entry],
        *,
        semantic: bool = False,
        calibration: Calibration | None = None,
    ) -> None:
        """With `semantic`, meaning counts too; that needs the extra of that name."""
        self.entries = tuple(entries)
        self.mode: Mode = "semantic" if semantic else "core"
        self.calibration = calibration or calibration_for(self.entries, self.mode)
        self.lexicon = shipped_lexicon()
        self.places = shipped_places()
        self.guards = shipped_guards()
        self.repair = self.made_repair()
        self.index = EntryIndex(
            entries, lexicon=self.lexicon, leave_out=self.places.known, semantic=semantic
        )

    def made_repair(self) -> Repair:
        lines = [words_of(line) for entry in self.entries for line in entry.asked_as]
        answers = [words_of(entry.answer + " " + entry.answer_en) for entry in self.entries]
        own = set(self.places.known).union(*lines, *answers)
        known = own.union(self.lexicon.spellings, self.places.spellings, self.guards.spellings)
        names = self.places.known
        return Repair(known=known, own=own - self.lexicon.filler, names=names, lines=lines)

    def get_ready(self) -> None:
        """Load what the first question would else wait for: with `semantic`, two seconds."""
        self.look("")

    def find(self, question: str, previous: str = "") -> Advice:
        """Never raises, whatever the text, and always finds the same.

        The `previous` question tells what "en in Zoetermeer?" is about.
        """
        meant = follow_up(question, previous) if previous else question
        look = self.look(meant)
        reason: Reason | None = "number" if holds_personal_data(question) else self.silence(look)
        found = Advice(
            question=question,
            action="abstain",
            confidence=0.0,
            options=(),
            best=look.ranked[0].entry if look.ranked else None,
            reason=reason,
            understood=meant if meant != question else "",
        )
        return self.as_it_looks(found if found.reason else self.judged(found, look))

    def judged(self, found: Advice, look: Look) -> Advice:
        """What the confidence allows; a question that fits several municipalities asks back."""
        confidence = self.calibration.suggest_from  # of a place alone: what is known of it
        if look.terms:
            confidence = self.calibration.confidence(signs(look))
        action = self.action_at(confidence)
        if action == "abstain":
            return replace(found, confidence=confidence, reason="unknown")
        places = places_to_choose(look)
        if action == "answer" and (look.ranked[0].entry.municipality is None or not places):
            places = ()
        else:
            action = "suggest"
        options = tuple(each.entry for each in look.ranked[:MOST_OPTIONS])
        return replace(found, action=action, confidence=confidence, options=options, places=places)

    def as_it_looks(self, found: Advice) -> Advice:
        """What is no question in Dutch or English is told so, rather than guessed at."""
        question = found.question
        if found.action == "answer" or found.reason not in {None, "unknown", "no words"}:
            return found
        reason: Reason | None = "code" if is_code(question) else None
        if has_other_letters(question):  # a name can have them too, among words that we know
            known = self.lexicon.filler.intersection(words_of(question))
            reason = reason or ("language" if len(known) < FEW else None)
        if reason is None:
            return found
        return replace(found, action="abstain", reason=reason, options=(), places=())

    def look(self, question: str) -> Look:
        """Every entry beside the question, the best fitting first."""
        return self.looks([question])[0]

    def looks(self, questions: Sequence[str]) -> list[Look]:
        """The same for many questions, of which the meaning is read at once."""
        read = [self.repair.mend(words_of(question)) for question in questions]
        return list(map(self.beside, read, self.index.meanings(read)))

    def beside(self, words: tuple[str, ...], meaning: "Vector | None") -> Look:
        terms = self.index.terms(words)
        named = self.places.named(words)
        scores = self.index.scores(words, terms, meaning)
        ranked = rank(self.entries, scores, named) if terms or named else ()
        return Look(words, tuple(terms), named, scores, ranked)

    def silence(self, look: Look) -> Reason | None:
        """Why there is nothing to search for, or nothing that should be."""
        elsewhere = self.places.other(look.words)
        if closed := self.guards.closed(look.words, elsewhere=elsewhere, here=bool(look.named)):
            return closed
        if look.ranked and any(len(word) > 1 for word in look.words):
            return None
        if self.lexicon.chat.isdisjoint(look.words):
            return "unknown" if self.entries == () else "no words"
        return "small talk"

    def action_at(self, confidence: float) -> Action:
        if confidence >= self.calibration.answer_from:
            return "answer"
        return "suggest" if confidence >= self.calibration.suggest_from else "abstain"


def places_to_choose(look: Look) -> tuple[str, ...]:
    """The municipalities that a question without a place may be about, the likeliest first."""
    if look.named:
        return ()
    best, covered = look.ranked[0], look.scores.whole
    fitting = [
        each
        for each in look.ranked
        if each.score >= best.score - NEAR
        or (
            each.score >= best.score - IN_SIGHT
            and covered[each.number] >= covered[best.number]
            and not look.scores.lacking[each.number]
        )
    ]
    places = dict.fromkeys(e.entry.municipality for e in fitting if e.entry.municipality)
    return tuple(places) if len(places) > 1 else ()


@cache
def load_base() -> Base:
    """The base that the program ships with, read once; by meaning too where that is installed."""
    entries = read_entries()
    old = stale(entries, shipped_calibrations())
    semantic = encoder_is_installed() and "semantic" not in old
    mode: Mode = "semantic" if semantic else "core"
    if mode in old:
        logging.getLogger(__name__).warning("knowledge.not_calibrated mode=%s", mode)
    return Base(entries, semantic=semantic)
