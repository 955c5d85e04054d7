"""What the vision borrows from the knowledge base: its praktijkvoorbeelden, and words explained."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from knowledge_base.entry import Entry
from knowledge_base.overlaying import overlaid
from knowledge_base.reading import UnreadableEntriesError
from knowledge_base.search import load_base
from sessions.dossier import Dossier, Example, Term

EXPLAINS = re.compile(
    r"(?:Wat (?:is|zijn|betekent|doet|houdt|laat)|Welke mensen noemen we) (?:een |de |het )?"
    r"(?P<term>[\w-]+(?: (?!van )[\w-]+){0,3}?)(?: in| zien)?(?:, zoals .*)?\?"
)
"""Questions of which the answer begins with what a word means."""
SENTENCES = re.compile(r"(?<=[.?])\s+")
ENOUGH = 2
"""Sentences of an answer that explain its word; the rest is about more."""


def borrow(dossier: Dossier, changed: Iterable[tuple[str, str]] = ()) -> Dossier:
    """The dossier with the examples that its blocks name, and every word that the base explains.

    `changed` are names and texts of entries that a curator changed, as they are live now.
    """
    known = _known(frozenset(changed))
    named = {name for block in dossier.vision.blocks for name in block.examples}
    english = dossier.language == "en"
    examples = {e.id: _example(e, english=english) for e in known if e.id in named}
    return replace(dossier, examples=examples, terms=tuple(_terms(known, english=english)))


@lru_cache(maxsize=4)
def _known(changed: frozenset[tuple[str, str]]) -> Sequence[Entry]:
    if not changed:
        return load_base().entries
    try:
        return overlaid(dict(changed))
    except UnreadableEntriesError:  # the house asks the base as it shipped then, and says so
        return load_base().entries


def _example(entry: Entry, *, english: bool) -> Example:
    asked = entry.question_en if english else entry.question
    answer = entry.answer_en if english else entry.answer
    return Example(asked, answer, entry.source_title, entry.as_of or "")


def _terms(entries: Sequence[Entry], *, english: bool) -> Iterator[Term]:
    for entry in entries:
        if found := EXPLAINS.fullmatch(entry.question):
            example = _example(entry, english=english)
            meaning = " ".join(SENTENCES.split(example.answer)[:ENOUGH])
            yield Term(found["term"], meaning, example.source)
