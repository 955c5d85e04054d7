import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.words import (
    LONGEST,
    LONGEST_WORD,
    MOST_WORDS,
    read_yaml,
    shipped_lexicon,
    sound,
    stem,
    words_in,
    words_of,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Wat is een IJKTABEL?!", ("wat", "is", "een", "ijktabel")),
        ("eigen ideeën, zo'n plan", ("eigen", "ideeen", "zon", "plan")),
        ("B&W in Borger-Odoorn", ("bw", "in", "borger", "odoorn")),
        ("mail wonenzorg@rvo.nl nu", ("mail", "nu")),
        ("🎉 \x00\x1b[31m ???", ("31m",)),
        ("", ()),
    ],
)
def test_a_text_becomes_plain_words(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


@given(st.text(max_size=5_000))
def test_words_are_few_and_plain_whatever_the_text(text: str) -> None:
    words = words_of(text)

    assert len(words) <= MOST_WORDS
    assert all(word.isascii() and word.isalnum() and word == word.lower() for word in words)
    assert words == words_of(text[:LONGEST])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("eiktabel", "ijktabel"), ("aandagt", "aandacht"), ("partyen", "partijen")],
)
def test_what_sounds_the_same_is_the_same(typed: str, meant: str) -> None:
    assert sound(typed) == sound(meant)


def test_words_that_differ_in_sound_stay_apart() -> None:
    assert sound("boete") != sound("boce")


def test_forms_of_a_word_share_their_stem() -> None:
    assert stem("afspraken") == stem("afspraak")


def test_no_word_is_both_without_content_and_with_meaning() -> None:
    lists = read_yaml("words.yaml")
    meaning = words_in([lists["asking"], *lists["synonyms"], " ".join(lists["english"])])

    assert shipped_lexicon().filler.intersection(meaning) == set()


def test_synonyms_go_both_ways() -> None:
    synonyms = shipped_lexicon().synonyms

    assert [one for one, others in synonyms.items() for o in others if one not in synonyms[o]] == []


def test_what_is_too_long_for_a_word_is_cut_and_never_stemmed() -> None:
    assert stem("wonen" * 1_000) == ("wonen" * 1_000)[:LONGEST_WORD]
