"""B1 is measured: every fixed Dutch text of the bot, the pages and the documents.

Flesch-Douma is the reading ease of Flesch for Dutch, by W.H. Douma, De leesbaarheid van
landbouwbladen (Wageningen, 1960): 206.84 - 0.93 x words per sentence - 77 x syllables per word.
"""

import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from tests.tree import ROOT

CATALOGUES = (
    "bot/conversation/locale/nl/LC_MESSAGES/conversation.po",
    "bot/web/locale/nl/LC_MESSAGES/web.po",
    "exports/locale/nl/LC_MESSAGES/exports.po",
)
MEAN, LONGEST, EASE = 15, 25, 60
SHORTEST = 4
"""Words in a sentence; with fewer it is a label, which would make every average look better."""

WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
VOWELS = re.compile(r"aai|ooi|oei|eeu|ieu|ij|aa|ee|oo|uu|ie|oe|eu|ui|ei|au|ou|[aeiouyà-öù-ü]")


def texts(catalogue: str) -> Iterator[str]:
    """What people read; a gap is read as one word."""
    with (ROOT / catalogue).open("rb") as file:
        messages = [message for message in read_po(file, abort_invalid=True) if message.id]
    for message in messages:
        forms = (
            (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        )
        yield from (re.sub(r"\{[^}]*\}", "woord", form) for form in forms)


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence, labels left out."""
    parts = re.split(r"(?<=[.?!:;])\s+|\n+", text)
    return [words for part in parts if len(words := WORD.findall(part)) >= SHORTEST]


def syllables(word: str) -> int:
    return max(1, len(VOWELS.findall(word.lower())))


def flesch_douma(said: list[list[str]]) -> float:
    words = [word for sentence in said for word in sentence]
    per_sentence = len(words) / len(said)
    return 206.84 - 0.93 * per_sentence - 77 * sum(map(syllables, words)) / len(words)


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_fixed_texts_are_at_b1(catalogue: str) -> None:
    said = [sentence for text in texts(catalogue) for sentence in sentences(text)]

    assert len(said) > 100
    assert [" ".join(words) for words in said if len(words) > LONGEST] == []
    assert sum(map(len, said)) / len(said) <= MEAN
    assert flesch_douma(said) >= EASE


@pytest.mark.parametrize(
    ("word", "parts"),
    [("huis", 1), ("woningen", 3), ("gemeente", 3), ("bijeenkomst", 3), ("leeuw", 1), ("nl", 1)],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, parts: int) -> None:
    assert syllables(word) == parts


def test_what_an_office_writes_to_itself_fails() -> None:
    office = (
        "Overeenkomstig bovengenoemde bestuursovereenkomst verantwoordt de portefeuillehouder"
        " de beleidsuitvoering aan de gemeenteraadscommissie."
    )
    kitchen = "Wij bouwen een huis bij het park. Daar is een bus en een winkel."

    assert flesch_douma(sentences(office)) < EASE < flesch_douma(sentences(kitchen))
