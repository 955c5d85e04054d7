"""Other ways to find an entry, on the same base: what the knowledge base is measured beside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import bm25s  # type: ignore[import-untyped]  # ships no types
from rapidfuzz import process

from knowledge_base.entry import Entry
from knowledge_base.likeness import GramIndex
from knowledge_base.search import MOST_OPTIONS, Base
from knowledge_base.words import stem, words_of

Ranker = Callable[[str], list[str]]
"""The names of the entries that fit a question best, the best first, at most three."""


@dataclass(frozen=True)
class Way:
    """A ranker with its name; `make` reads the entries, which may take a while."""

    name: str
    make: Callable[[Sequence[Entry]], Ranker]


def fuzzy(entries: Sequence[Entry]) -> Ranker:
    """`rapidfuzz.process.extractOne` as it comes, over every way of asking."""
    lines = [line for entry in entries for line in entry.asked_as]
    owners = [entry.id for entry in entries for _ in entry.asked_as]

    def rank(question: str) -> list[str]:
        found = process.extract(question, lines, limit=MOST_OPTIONS * 4)
        return list(dict.fromkeys(owners[place] for _, _, place in found))[:MOST_OPTIONS]

    return rank


def bm25(entries: Sequence[Entry]) -> Ranker:
    """BM25 over stemmed words; an entry is its questions and its answer."""
    retriever = bm25s.BM25()
    texts = [" ".join((*entry.asked_as, entry.answer)) for entry in entries]
    retriever.index([stems(text) for text in texts], show_progress=False)

    def rank(question: str) -> list[str]:
        places, _ = retriever.retrieve([stems(question)], k=MOST_OPTIONS, show_progress=False)
        return [entries[place].id for place in places[0]]

    return rank


def stems(text: str) -> list[str]:
    return [stem(word) for word in words_of(text)]


def character_tf_idf(entries: Sequence[Entry]) -> Ranker:
    """The nearest way of asking by runs of three to five characters, rare ones weighing more."""
    index = GramIndex([words_of(line) for entry in entries for line in entry.asked_as])
    owners = [entry.id for entry in entries for _ in entry.asked_as]

    def rank(question: str) -> list[str]:
        likeness = index.likeness(words_of(question))
        order = sorted(range(len(owners)), key=lambda place: -likeness[place])
        return list(dict.fromkeys(owners[place] for place in order))[:MOST_OPTIONS]

    return rank


def ours(entries: Sequence[Entry], *, semantic: bool) -> Ranker:
    base = Base(entries, semantic=semantic)

    def rank(question: str) -> list[str]:
        return [candidate.entry.id for candidate in base.look(question).ranked[:MOST_OPTIONS]]

    return rank


CORE = Way("ours", lambda entries: ours(entries, semantic=False))
SEMANTIC = Way("ours with `semantic`", lambda entries: ours(entries, semantic=True))
RIVALS = (
    Way("extractOne", fuzzy),
    Way("bm25s", bm25),
    Way("character TF-IDF", character_tf_idf),
)
EVERY = {way.name: way for way in (CORE, SEMANTIC, *RIVALS)}
