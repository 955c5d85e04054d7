"""An entry of the knowledge base, and what a curator must mend before it goes public."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from knowledge_base.words import read_yaml, words_of

MOST_WORDS_ON_AVERAGE = 15
MOST_WORDS = 25
FEWEST_SENTENCES, MOST_SENTENCES = 2, 5
TOO_ALIKE = 92  # of 100; two entries must not be asked in the same words
FUNCTIONAL_MAILBOXES = frozenset({"wonenzorg@rvo.nl"})

MAIL_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PERSONAL = {
    "een telefoonnummer": re.compile(
        r"(?<!\w)(?:\+31|0031|0)[\s-]?[1-9](?:[\s-]{0,3}\d){7,8}(?!\w)"
    ),
    "een postcode": re.compile(r"\b[1-9]\d{3}\s?[A-Z]{2}\b"),
    "een adres": re.compile(r"\b[A-Z]\w+(?:straat|laan|weg|plein|gracht|kade|dreef)\s\d+"),
    "een burgerservicenummer": re.compile(r"(?<!\d)\d{9}(?!\d)"),
}


@dataclass(frozen=True)
class Story:
    """The story that an entry rests on."""

    file: str
    title: str


@dataclass(frozen=True)
class Entry:
    id: str  # the file's name without .md
    question: str
    phrasings: tuple[str, ...]
    municipality: str | None
    themes: tuple[str, ...]
    target_groups: tuple[str, ...]
    source: Story
    as_of: str | None  # year or year-month; None: the story bears no date
    checked_on: date
    checked_by_role: str
    question_en: str
    answer_en: str
    answer: str

    @property
    def source_file(self) -> str:
        return self.source.file

    @property
    def source_title(self) -> str:
        return self.source.title

    @property
    def asked_as(self) -> tuple[str, ...]:
        """Every way to ask it that the entry tells, in both languages."""
        return tuple(filter(None, (self.question, *self.phrasings, self.question_en)))


@dataclass(frozen=True)
class EntryMistake:
    """What is wrong with an entry, in a sentence for the curator."""

    file: str
    line: int | None
    sentence: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.sentence}"


def mistakes(entries: Sequence[Entry]) -> tuple[EntryMistake, ...]:
    """Everything that is wrong, in the order of the entries; doubles come last."""
    sources = shipped_sources()
    found = [
        EntryMistake(f"{entry.id}.md", None, sentence)
        for entry in entries
        for sentence in (
            *wrong_source(entry, sources),
            *personal_data(entry),
            *hard_words(entry),
        )
    ]
    return (*found, *doubles(entries))


def shipped_sources() -> frozenset[Story]:
    return frozenset(Story(**source) for source in read_yaml("sources.yaml"))


def wrong_source(entry: Entry, sources: frozenset[Story]) -> Iterator[str]:
    if entry.source not in sources:
        yield f"De bron `{entry.source.file}` met deze titel staat niet in sources.yaml."


def personal_data(entry: Entry) -> Iterator[str]:
    text = "\n".join((*entry.asked_as, entry.answer, entry.answer_en))
    for name, shape in PERSONAL.items():
        if found := shape.search(text):
            yield f"Hier staat {name}: {found[0].strip()}."
    for address in MAIL_ADDRESS.findall(text):
        if address.rstrip(".").lower() not in FUNCTIONAL_MAILBOXES:
            yield f"Hier staat een mailadres dat niet van een afdeling is: {address}."


@dataclass(frozen=True)
class Measure:
    """How hard an answer reads, by the length of its sentences."""

    sentences: int
    words_on_average: float
    longest: int


def measure(answer: str) -> Measure:
    lengths = [len(sentence.split()) for sentence in re.split(r"(?<=[.?!])\s+", answer)]
    return Measure(len(lengths), sum(lengths) / len(lengths), max(lengths))


def hard_words(entry: Entry) -> Iterator[str]:
    measured = measure(entry.answer)
    if not FEWEST_SENTENCES <= measured.sentences <= MOST_SENTENCES:
        yield f"Het antwoord telt {measured.sentences} zinnen; twee tot vijf is goed."
    if measured.words_on_average > MOST_WORDS_ON_AVERAGE:
        yield f"De zinnen tellen gemiddeld {measured.words_on_average:.0f} woorden; 15 is genoeg."
    if measured.longest > MOST_WORDS:
        yield f"De langste zin telt {measured.longest} woorden; 25 is het meeste."


def doubles(entries: Iterable[Entry]) -> Iterator[EntryMistake]:
    asked = [(" ".join(words_of(line)), entry) for entry in entries for line in entry.asked_as]
    lines = [line for line, _ in asked]
    for place, (line, entry) in enumerate(asked):
        later = lines[place + 1 :]
        near = process.extract(line, later, scorer=fuzz.ratio, score_cutoff=TOO_ALIKE, limit=None)
        for other_line, _, distance in near:
            other = asked[place + 1 + distance][1]
            if other != entry:
                sentence = f"“{line}” lijkt te veel op “{other_line}” in {other.id}.md."
                yield EntryMistake(f"{entry.id}.md", None, sentence)
