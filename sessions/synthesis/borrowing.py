"""What the vision borrows from the knowledge base: its praktijkvoorbeelden, and words explained."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge_base.entry import Entry
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


def borrow(dossier: Dossier, entries: Sequence[Entry] | None = None) -> Dossier:
    """The dossier with the examples that its blocks name, and every word that the base explains."""
    known = load_base().entries if entries is None else entries
    named = {name for block in dossier.vision.blocks for name in block.examples}
    english = dossier.language == "en"
    examples = {e.id: _example(e, english=english) for e in known if e.id in named}
    return replace(dossier, examples=examples, terms=tuple(_terms(known, english=english)))


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
