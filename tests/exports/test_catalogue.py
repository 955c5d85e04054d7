from pathlib import Path

import pytest

from sessions.catalogue import Catalogue

HEADER = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""

DUTCH = """
msgid "hello"
msgstr "Dag {name}, één moment."

msgid "only"
msgstr "Alleen in het Nederlands."

msgid "cards"
msgid_plural "cards"
msgstr[0] "{n} kaart van {name}"
msgstr[1] "{n} kaarten van {name}"
"""

ENGLISH = """
msgid "hello"
msgstr "Hello {name}."

msgid "only"
msgstr ""

msgid "cards"
msgid_plural "cards"
msgstr[0] "{n} card of {name}"
msgstr[1] "{n} cards of {name}"
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    for language, sentences in (("nl", DUTCH), ("en", ENGLISH)):
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "talk.po").write_text(HEADER + sentences, encoding="utf-8")
    return Catalogue(tmp_path, "talk")


def test_a_key_gives_its_sentence_with_the_gaps_filled(catalogue: Catalogue) -> None:
    assert catalogue.words("nl")("hello", name="Anna") == "Dag Anna, één moment."
    assert catalogue.words("en")("hello", name="Anna") == "Hello Anna."


def test_one_and_more_have_their_own_sentence(catalogue: Catalogue) -> None:
    words = catalogue.words("nl")

    assert words.plural("cards", 1, name="Anna") == "1 kaart van Anna"
    assert words.plural("cards", 0, name="Anna") == "0 kaarten van Anna"
    assert words.plural("cards", 2, name="Anna") == "2 kaarten van Anna"


def test_what_english_lacks_is_said_in_dutch(catalogue: Catalogue) -> None:
    assert catalogue.words("en")("only") == "Alleen in het Nederlands."


def test_a_language_without_a_catalogue_gets_dutch(catalogue: Catalogue) -> None:
    words = catalogue.words("../en")

    assert (words.language, words("hello", name="Anna")) == ("nl", "Dag Anna, één moment.")
    assert catalogue.languages == ("en", "nl")


def test_a_key_without_a_sentence_gives_the_key(catalogue: Catalogue) -> None:
    assert catalogue.words("en")("no.such.key", name="Anna") == "no.such.key"


def test_a_gap_without_a_value_stays_as_it_was_written(catalogue: Catalogue) -> None:
    assert catalogue.words("en")("hello") == "Hello {name}."


def test_braces_in_a_value_stay_braces(catalogue: Catalogue) -> None:
    said = catalogue.words("nl").plural("cards", 2, name="{n} {name} {0.__class__}")

    assert said == "2 kaarten van {n} {name} {0.__class__}"


def test_a_catalogue_is_read_once(catalogue: Catalogue) -> None:
    assert catalogue.words("en") is catalogue.words("en")
