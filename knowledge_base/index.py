"""How well each entry fits a question, seen in several ways that weigh the same."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import TYPE_CHECKING

from knowledge_base.entry import Entry
from knowledge_base.kinds import FACTS, alike, kinds_of, kinds_told
from knowledge_base.likeness import GramIndex, MeaningIndex, meanings_of, rarity
from knowledge_base.words import Lexicon, stem, words_of

if TYPE_CHECKING:
    from knowledge_base.likeness import Vector

SYNONYM, TRANSLATION, TRANSLATED_SYNONYM = 0.7, 0.9, 0.6  # what standing for a word is worth
IN_ANSWER = 0.7  # a word of the answer says less than one of the question
ASKING = 0.5  # "wie" and "hoeveel" say less than a word of the subject


@dataclass(frozen=True)
class QueryWord:
    """A word of the question that has content of its own."""

    worth: float
    stems: Mapping[str, float]  # what it may stand for, and how well


@dataclass(frozen=True)
class Scores:
    """One list a way of looking, one number an entry, 0 to 1."""

    whole: list[float]  # the question's words that the entry holds anywhere
    line: list[float]  # … that one way of asking it holds
    asked: list[float]  # likeness to the nearest way of asking it
    answer: list[float]  # likeness to the answer
    meaning: tuple[list[float], ...]  # likeness in meaning, where the extra `semantic` is there
    kind: list[float]  # what is asked for is what the entry tells
    lacking: list[bool]  # a fact is asked for, of a kind that the entry does not tell

    def ways(self) -> tuple[list[float], ...]:
        """Those that weigh the same; meanings by what they are above the middle."""
        meaning = (above_the_middle(way) for way in self.meaning)
        return (self.whole, self.line, self.asked, self.answer, *meaning)


class EntryIndex:
    def __init__(
        self,
        entries: Sequence[Entry],
        *,
        lexicon: Lexicon,
        leave_out: Iterable[str],
        semantic: bool,
    ) -> None:
        """Words to `leave_out` (places) choose among entries in another way than these."""
        self.lexicon = lexicon
        self.size = len(entries)
        self.out = frozenset(leave_out)
        asked = [
            (number, self.content(line)) for number, e in enumerate(entries) for line in e.asked_as
        ]
        answers = [self.content(entry.answer) for entry in entries]
        self.entry_of_line = [number for number, _ in asked]
        self.line_grams = GramIndex([line for _, line in asked])
        self.answer_grams = GramIndex(answers)
        self.lines_with = places_of(map(stem, line) for _, line in asked)
        self.answers_with = places_of(
            map(stem, (*answer, *self.content(entry.answer_en)))
            for answer, entry in zip(answers, entries, strict=True)
        )
        self.rarity = self.rarities()
        self.kinds = [kinds_told(entry) for entry in entries]
        self.semantic = semantic and self.size > 0
        self.entries = tuple(entries)

    # Made at the first question: the encoder takes a second to load.
    @cached_property
    def line_meanings(self) -> MeaningIndex:
        return MeaningIndex([line for entry in self.entries for line in entry.asked_as])

    @cached_property
    def entry_meanings(self) -> MeaningIndex:
        return MeaningIndex([f"{entry.question} {entry.answer}" for entry in self.entries])

    def content(self, text: str) -> list[str]:
        return [word for word in words_of(text) if word not in self.out]

    def rarities(self) -> dict[str, float]:
        entries_with: dict[str, set[int]] = {
            word: {self.entry_of_line[line] for line in lines}
            for word, lines in self.lines_with.items()
        }
        for word, numbers in self.answers_with.items():
            entries_with.setdefault(word, set()).update(numbers)
        return {word: rarity(len(having), self.size) for word, having in entries_with.items()}

    def terms(self, words: Sequence[str]) -> list[QueryWord]:
        """The telling words; words that only ask tell nothing by themselves."""
        telling = [word for word in dict.fromkeys(words) if word not in self.lexicon.filler]
        if self.lexicon.asking.issuperset(telling):
            return []
        return [self.term(word) for word in telling if word not in self.out]

    def term(self, word: str) -> QueryWord:
        lexicon, own = self.lexicon, stem(word)
        stems = dict.fromkeys(lexicon.synonyms.get(own, ()), SYNONYM)
        for dutch in lexicon.english.get(own, ()):
            for other in lexicon.synonyms.get(dutch, ()):
                stems.setdefault(other, TRANSLATED_SYNONYM)
            stems[dutch] = TRANSLATION
        stems[own] = 1.0
        stems = {each: worth for each, worth in stems.items() if each in self.rarity}
        worth = self.rarity.get(own) or max(
            (self.rarity[each] * strength for each, strength in stems.items()),
            default=rarity(0, self.size),
        )
        return QueryWord(worth * (ASKING if word in lexicon.asking else 1.0), stems)

    def scores(
        self, words: Sequence[str], terms: Sequence[QueryWord], meaning: "Vector | None"
    ) -> Scores:
        content = [word for word in words if word not in self.out]
        whole, line = self.covered(terms)
        kinds = kinds_of(words)
        return Scores(
            whole=whole,
            line=line,
            asked=self.best_of_lines(self.line_grams.likeness(content)),
            answer=self.answer_grams.likeness(content),
            meaning=() if meaning is None else self.near(meaning),
            kind=alike(kinds, self.kinds),
            lacking=[bool((kinds & FACTS) - told) for told in self.kinds],
        )

    def meanings(self, questions: Sequence[Sequence[str]]) -> "Sequence[Vector | None]":
        """What these questions mean, where meaning counts."""
        if not self.semantic:
            return [None] * len(questions)
        return meanings_of([" ".join(words) for words in questions])

    def near(self, meaning: "Vector") -> tuple[list[float], ...]:
        lines = self.best_of_lines(self.line_meanings.likeness(meaning))
        return lines, self.entry_meanings.likeness(meaning)

    def covered(self, terms: Sequence[QueryWord]) -> tuple[list[float], list[float]]:
        """The part of the question's worth that an entry, and one line of it, holds."""
        whole = [0.0] * self.size
        lines = [0.0] * len(self.entry_of_line)
        for term in terms:
            in_lines = strongest(term, self.lines_with)
            in_entry: dict[int, float] = {}
            for number, strength in strongest(term, self.answers_with).items():
                in_entry[number] = strength * IN_ANSWER
            for place, strength in in_lines.items():
                lines[place] += term.worth * strength
                number = self.entry_of_line[place]
                in_entry[number] = max(in_entry.get(number, 0.0), strength)
            for number, strength in in_entry.items():
                whole[number] += term.worth * strength
        total = sum(term.worth for term in terms) or 1.0
        return (
            [worth / total for worth in whole],
            self.best_of_lines([worth / total for worth in lines]),
        )

    def best_of_lines(self, lines: Sequence[float]) -> list[float]:
        best = [0.0] * self.size
        for number, score in zip(self.entry_of_line, lines, strict=True):
            best[number] = max(best[number], score)
        return best


def above_the_middle(way: Sequence[float]) -> list[float]:
    """Meanings are never far apart: only what stands out tells entries from each other."""
    middle = median(way) if way else 0.0
    return [max(0.0, likeness - middle) for likeness in way]


def places_of(texts: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """In which texts each word stands."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, words in enumerate(texts):
        for word in set(words):
            places[word].append(place)
    return dict(places)


def strongest(term: QueryWord, places: Mapping[str, Sequence[int]]) -> dict[int, float]:
    """Where the term stands in some form, with its best form there."""
    found: dict[int, float] = {}
    for word, strength in term.stems.items():
        for place in places.get(word, ()):
            found[place] = max(found.get(place, 0.0), strength)
    return found
