"""B1 is measured: every fixed Dutch text of the bot, the pages and the documents.

textstat counts the reading ease of Flesch for Dutch, by W.H. Douma, De leesbaarheid van
landbouwbladen (Wageningen, 1960): 206.84 - 0.93 x words per sentence - 77 x syllables per word.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import textstat  # type: ignore[import-untyped]
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


def texts(catalogue: str) -> Iterator[str]:
    """What people read; a gap is read as one word."""
    with (ROOT / catalogue).open("rb") as file:
        messages = [message for message in read_po(file, abort_invalid=True) if message.id]
    for message in messages:
        forms = (
            (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        )
        yield from (re.sub(r"\{[^}]*\}", "woord", form) for form in forms)


CODE = ("bot", "exports", "sessions", "knowledge_base")
DUTCH = re.compile(
    r"^[A-Z].*\b(?:de|het|een|niet|geen|deze|dit|er|staat|wordt|bestaat|kan)\b", re.DOTALL
)
ENGLISH = re.compile(r"\b(?:the|of|and|to|with|when|that|what)\b", re.IGNORECASE)


def texts_in_code() -> Iterator[str]:
    """Dutch sentences that stand in Python: what commands print, and their help."""
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield from filter(_is_dutch, _strings(path))


def _is_dutch(text: str) -> bool:
    return bool(DUTCH.search(text)) and not ENGLISH.search(text)


def _strings(path: Path) -> Iterator[str]:
    """Every text of a module, once; a value that is put in is read as one word."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    parts = {
        id(v) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for v in node.values
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(
                str(v.value) if isinstance(v, ast.Constant) else "woord" for v in node.values
            )
        elif (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts
        ):
            # An example of a command is no sentence.
            yield node.value.partition("Voorbeeld:")[0]


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence, labels left out."""
    parts = re.split(r"(?<=[.?!:;])\s+|\n+", text)
    return [words for part in parts if len(words := WORD.findall(part)) >= SHORTEST]


def flesch_douma(said: list[list[str]]) -> float:
    """At 60 a text is called “standard”; each sentence is told apart by its capital and stop."""
    textstat.set_lang("nl")
    ease: float = textstat.flesch_reading_ease(
        " ".join(f"{' '.join(words).capitalize()}." for words in said)
    )
    return ease


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_fixed_texts_are_at_b1(catalogue: str) -> None:
    said = [sentence for text in texts(catalogue) for sentence in sentences(text)]

    assert len(said) > 100
    assert [" ".join(words) for words in said if len(words) > LONGEST] == []
    assert sum(map(len, said)) / len(said) <= MEAN
    assert flesch_douma(said) >= EASE


def test_no_other_catalogue_is_left_out() -> None:
    kept = {
        str(path.relative_to(ROOT))
        for folder in CODE
        for path in (ROOT / folder).rglob("*.po")
        if "nl" in path.parts
    }

    assert kept == set(CATALOGUES)


def test_what_commands_print_is_at_b1() -> None:
    said = [sentence for text in texts_in_code() for sentence in sentences(text)]

    assert len(said) > 100
    assert [" ".join(words) for words in said if len(words) > LONGEST] == []
    assert sum(map(len, said)) / len(said) <= MEAN
    assert flesch_douma(said) >= EASE


def test_what_an_office_writes_to_itself_fails() -> None:
    office = (
        "Overeenkomstig bovengenoemde bestuursovereenkomst verantwoordt de portefeuillehouder"
        " de beleidsuitvoering aan de gemeenteraadscommissie."
    )
    kitchen = "Wij bouwen een huis bij het park. Daar is een bus en een winkel."

    assert flesch_douma(sentences(office)) < EASE < flesch_douma(sentences(kitchen))
