import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_base.search import ANSWER_FROM, MOST_OPTIONS, SUGGEST_FROM, Base, load_base
from tests.knowledge_base.builders import entry

PIECES = ["boce", "wie", "hoeveel", "visie", "zoetermeer", "ijk", "tabel", "'; --", "06"]
TEXTS = st.one_of(
    st.text(max_size=200),
    st.text(min_size=3_900, max_size=4_000),
    st.text(st.characters(categories=["So", "Cc", "Cf", "Mn", "Co"]), max_size=80),
    st.lists(st.sampled_from(PIECES)).map(" ".join),
)


def test_a_question_that_an_entry_covers_is_answered(base: Base) -> None:
    found = base.find("Hoeveel gemeenten hebben de woondeal getekend?")

    assert found.action == "answer"
    assert found.entry is found.best is found.options[0]
    assert found.best.id == "woondeal"
    assert found.confidence >= ANSWER_FROM


def test_a_question_that_fits_several_entries_gets_suggestions(base: Base) -> None:
    found = base.find("ambitieovereenkomst")

    assert found.action == "suggest"
    assert found.entry is None
    assert len(found.options) == MOST_OPTIONS
    assert {"hlt-ambitieovereenkomst", "hlt-partners"} <= {each.id for each in found.options}
    assert SUGGEST_FROM <= found.confidence < ANSWER_FROM


@pytest.mark.parametrize(
    "question",
    [
        "hoe bak ik een appeltaart",
        "hoe pakken ze het in Breda aan",
        "wat is het 06-nummer van Marianne Huisman",
        "hoe laat is de pauze",
        "goedemorgen",
        "wie",
        "?",
        "",
        "🎉🎉",
    ],
)
def test_a_question_that_no_entry_covers_gets_silence(base: Base, question: str) -> None:
    found = base.find(question)

    assert (found.action, found.options, found.entry) == ("abstain", (), None)


def test_only_a_place_gets_what_we_know_about_that_place(base: Base) -> None:
    found = base.find("Ermelo?")

    assert found.action == "suggest"
    assert {each.municipality for each in found.options} == {"Ermelo"}


def test_the_place_that_is_named_chooses_the_entry() -> None:
    here = entry("emmen", question="Hoe lang duurde het?", municipality="BOCE")
    there = entry("lisse", question="Hoe lang duurde het?", municipality="HLT")
    both = Base([here, there])

    assert both.find("hoe lang duurde het in lisse").entry == there
    assert both.find("hoe lang duurde het in emmen").entry == here
    assert both.find("hoe lang duurde het").action == "suggest"


def test_an_entry_about_another_place_is_never_offered() -> None:
    base = Base([entry("emmen", question="Hoe lang duurde het?", municipality="BOCE")])

    assert base.find("hoe lang duurde het in lisse").action == "abstain"


def test_without_a_place_the_general_entry_goes_first() -> None:
    local = entry("emmen", question="Wat doet het expertteam?", municipality="BOCE")
    general = entry("eha", question="Wat doet het expertteam?")

    assert Base([local, general]).find("expertteam").best == general


def test_a_typo_a_split_and_english_find_the_same_entry(base: Base) -> None:
    asked = ["wandelsafari", "wandel safari", "wandelsavarie", "what is a walking safari?"]

    assert {found.id for found in (base.find(each).best for each in asked) if found} == {
        "wandelsafari"
    }
    assert all(base.find(each).best for each in asked)


def test_an_empty_base_knows_nothing() -> None:
    empty = Base([])

    assert empty.find("Wat is een ijktabel?").action == "abstain"
    assert empty.find("Ermelo").best is None


@given(TEXTS)
@settings(max_examples=200)
def test_no_text_makes_the_search_raise(text: str) -> None:
    found = load_base().find(text)

    assert found.question == text
    assert 0.0 <= found.confidence <= 1.0
    assert len(found.options) <= MOST_OPTIONS
    assert (found.action == "abstain") == (found.options == ())
    assert found.entry in {None, found.best}


def test_the_order_of_the_entries_and_earlier_questions_change_no_answer(base: Base) -> None:
    questions = [line for each in base.entries[::8] for line in each.asked_as]
    shuffled = random.Random(1).sample(questions, len(questions))

    again = {question: base.find(question) for question in shuffled}

    assert [base.find(question) for question in questions] == [again[q] for q in questions]


def test_the_shipped_base_is_read_once() -> None:
    assert load_base() is load_base()
