import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.follow_up import follow_up, in_place

BOCE = "Hoe lang duurde het in BOCE?"


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("en in Zoetermeer?", "hoe lang duurde het in zoetermeer"),
        ("Zoetermeer?", "hoe lang duurde het in zoetermeer"),
        ("en hoe zit dat in Lisse dan", "hoe lang duurde het in lisse"),
        ("and in Ermelo?", "hoe lang duurde het in ermelo"),
        ("en wie leidde het?", "en wie leidde het? boce"),
        ("wie waren daar de experts", "wie waren daar de experts boce"),
    ],
)
def test_a_question_that_leans_on_the_last_one_is_completed(question: str, meant: str) -> None:
    assert follow_up(question, BOCE) == meant


@pytest.mark.parametrize(
    "question",
    [
        "Wat is een ijktabel?",
        "Wie schreef de visie van Zoetermeer?",
        "en wie leidde het in Ermelo?",
        "en in Breda?",
        "hallo",
        "en?",
        "",
        "🎉",
        "en wat vinden de experts van het landelijke programma voor kwetsbare groepen daar nu van",
    ],
)
def test_a_question_that_stands_by_itself_stays_as_it_is(question: str) -> None:
    assert follow_up(question, BOCE) == question


@pytest.mark.parametrize("earlier", ["", "hallo", "in Emmen", "🎉"])
def test_there_is_nothing_to_lean_on_after_an_empty_question(earlier: str) -> None:
    assert follow_up("en in Zoetermeer?", earlier) == "en in Zoetermeer?"


def test_a_button_asks_the_same_of_its_municipality() -> None:
    assert in_place("Hoe lang duurde het?", "Zoetermeer") == "hoe lang duurde het zoetermeer"


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_two_texts_make_it_raise(question: str, earlier: str) -> None:
    assert isinstance(follow_up(question, earlier), str)
