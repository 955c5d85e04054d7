"""A poll in one line, as people type it with one thumb."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.one_line import question_and_options

WORD = st.text("aé 9.,-‘'", min_size=1, max_size=9).filter(str.strip)


@pytest.mark.parametrize(
    ("typed", "title", "options"),
    [
        ("Koffie nu? | ja | nee", "Koffie nu?", ["ja", "nee"]),
        ("Koffie nu? ja / nee", "Koffie nu?", ["ja", "nee"]),
        ("Koffie nu?ja/nee/straks", "Koffie nu?", ["ja", "nee", "straks"]),
        ("Koffie nu? ja; nee", "Koffie nu?", ["ja", "nee"]),
        ("Ja/nee: gaan wij door? | ja / wel | nee", "Ja/nee: gaan wij door?", ["ja / wel", "nee"]),
        ("Met wie? het Rijk; zorg/welzijn", "Met wie?", ["het Rijk; zorg", "welzijn"]),
        ("Zonder vraagteken | ja | nee", "Zonder vraagteken", ["ja", "nee"]),
        ("Wonen/zorg is van ons", "Wonen/zorg is van ons", []),
        ("Alleen een vraag?", "Alleen een vraag?", []),
        ("Wat nu? ja /  / nee /", "Wat nu?", ["ja", "nee"]),
    ],
)
def test_a_line_is_a_question_and_its_options(typed: str, title: str, options: list[str]) -> None:
    assert question_and_options(typed) == (title, options)


@given(WORD, st.lists(WORD, min_size=2, max_size=5), st.sampled_from("|/;"))
def test_every_sign_between_options_gives_the_same_options(
    asked: str, options: list[str], sign: str
) -> None:
    lead = "|" if sign == "|" else ""

    title, found = question_and_options(f"{asked}?{lead}{sign.join(options)}")

    assert (title, found) == (f"{asked}?".strip(), [each.strip() for each in options])
