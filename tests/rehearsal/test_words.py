"""What people say, and what their thumbs make of it."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rehearsal import words
from bot.rehearsal.words import deal, lines_on

THEMES = sorted(set(words.read("answers")) - {"same_as"})

dutch = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyzéë,.", min_size=1, max_size=12), min_size=1, max_size=8
).map(" ".join)
seeds = st.integers()


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_has_at_least_forty_different_answers(theme: str) -> None:
    assert len({line.text for line in lines_on((theme,))}) >= 40


@pytest.mark.parametrize(("theme", "lender"), sorted(words.read("answers")["same_as"].items()))
def test_a_theme_may_borrow_the_answers_of_another(theme: str, lender: str) -> None:
    assert [line.text for line in lines_on((theme,))] == words.read("answers")[lender]
    assert {line.theme for line in lines_on((theme,))} == {theme}


@pytest.mark.parametrize("themes", [(), ("Duikvliegen",)])
def test_a_theme_that_nobody_knows_gets_answers_about_anything(themes: tuple[str, ...]) -> None:
    lines = lines_on(themes)

    assert len(lines) >= 40 * len(THEMES)
    assert {line.theme for line in lines} == {""}


@given(st.lists(st.integers(), min_size=1, unique=True), seeds)
def test_nobody_is_dealt_anothers_card_until_all_are_dealt(deck: Sequence[int], seed: int) -> None:
    dealt = [deal(deck, Random(seed), place) for place in range(2 * len(deck))]

    assert sorted(dealt[: len(deck)]) == sorted(deck)
    assert dealt[: len(deck)] == dealt[len(deck) :]


@given(dutch, seeds)
def test_slips_change_words_and_lose_none(text: str, seed: int) -> None:
    assert len(words.slips(text, Random(seed), 1.0).split()) == len(text.split())
    assert words.slips(text, Random(seed), 0.0) == text


@given(st.text("abcdefghij", min_size=4, max_size=12), seeds)
def test_a_slip_leaves_the_first_letter(word: str, seed: int) -> None:
    slipped = words.slip(word, Random(seed))

    assert slipped[0] == word[0]
    assert abs(len(slipped) - len(word)) <= 1


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Eerst dit. Dan dat.", "Eerst dit"),
        ("Ja, maar dan wel samen.", "Ja, maar dan wel samen."),
        ("Geen huis, geen zorg.", "Geen huis"),
        ("Zwaaien naar elkaar helpt al", "Zwaaien naar elkaar helpt al"),
    ],
)
def test_silent_people_say_the_first_thing_only(text: str, short: str) -> None:
    assert words.cut_short(text) == short


def test_dialect_replaces_whole_words_and_keeps_capitals_and_stops() -> None:
    assert words.in_dialect("Mijn huis is niet oud, maar mijnheer.", "drents") == (
        "Mien hoes is nie old, maor mijnheer."
    )


@given(dutch, seeds)
def test_doubts_and_fillers_are_added_to_what_was_said(text: str, seed: int) -> None:
    doubted = words.with_doubt(text, Random(seed))
    filled = words.with_filler(text, Random(seed))

    assert doubted.endswith(text[1:])
    assert len(filled.split()) > len(text.split())
    assert [w for w in text.split() if w not in filled.split()] == []


def test_the_careless_leave_out_the_capital_and_the_full_stop() -> None:
    assert words.carelessly("Een bankje. Meer niet.") == "een bankje. Meer niet"
