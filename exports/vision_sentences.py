"""Sentences of the vision: what each says, what it rests on, and whether it is new."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from exports.attribution import Quote
from exports.sections.poll import PollResult
from exports.stretches import stretches
from sessions.synthesis.comparing import Change

MOST = 8
"""Stretches of one item that are written out; beyond that the item is named, which lists them."""
NAMED = re.compile(r"\s*\[([A-Z][\w.-]*)[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `place` stays the same when its words change.

    `hers` are the coordinator's own words. `quotes` are what people said, where they may be
    quoted; `change` tells what is new or changed since the last version.
    """

    place: str
    text: str
    references: tuple[str, ...] = ()
    hers: bool = False
    quotes: tuple[Quote, ...] = ()
    change: str = ""

    @property
    def said(self) -> str:
        """The words by which a change is seen."""
        return " ".join([self.text, *(q.text for q in self.quotes)]).strip()

    @property
    def stretches(self) -> tuple[tuple[str, ...], ...]:
        """References as a reader wants them: single, or the first and the last of a row."""
        return stretches(self.references, MOST)


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences that belong together, under a heading of their own if they have one.

    `results` are the polls that they rest on, by the reference of their item.
    """

    title: str
    sentences: tuple[Sentence, ...]
    anchor: str = ""
    results: tuple[tuple[str, PollResult], ...] = ()

    def marked(self, changes: Mapping[str, Change]) -> "Passage":
        """With what became of each sentence since a version."""
        sentences = (replace(s, change=changes.get(s.place, "")) for s in self.sentences)
        return replace(self, sentences=tuple(sentences))


def own_words(place: str, words: str, known: Collection[str]) -> tuple[Sentence, ...]:
    """The coordinator's words, a sentence per line, with the references that she put in them."""
    lines = [line.strip() for line in words.split("\n") if line.strip()]
    return tuple(
        Sentence(
            f"{place}/{number}",
            NAMED.sub(lambda m: "" if m[1] in known else m[0], line).strip(),
            tuple(dict.fromkeys(name for name in NAMED.findall(line) if name in known)),
            hers=True,
        )
        for number, line in enumerate(lines, start=1)
    )
