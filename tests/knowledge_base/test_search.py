import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_base.guards import Reason
from knowledge_base.ranking import signs
from knowledge_base.search import MOST_OPTIONS, Base, load_base
from tests.knowledge_base.builders import entry

PIECES = ["boce", "wie", "hoeveel", "visie", "zoetermeer", "ijk", "tabel", "'; --", "06", "en in"]
TEXTS = st.one_of(
    st.text(max_size=200),
    st.text(min_size=3_900, max_size=4_000),
    st.text(st.characters(categories=["So", "Cc", "Cf", "Mn", "Co"]), max_size=80),
    st.lists(st.sampled_from(PIECES)).map(" ".join),
)


def test_a_question_that_an_entry_covers_is_answered(either: Base) -> None:
    found = either.find("Hoeveel gemeenten hebben de woondeal getekend?")

    assert found.action == "answer"
    assert found.entry is found.best is found.options[0]
    assert found.best.id == "woondeal"
    assert found.confidence >= either.calibration.answer_from
    assert (found.reason, found.places, found.understood) == (None, (), "")


def test_a_question_that_fits_several_entries_gets_suggestions(either: Base) -> None:
    found = either.find("bijeenkomsten")

    assert found.action == "suggest"
    assert found.entry is None
    assert len(found.options) == MOST_OPTIONS
    assert "boce-themabijeenkomsten" in {each.id for each in found.options}
    assert found.confidence >= either.calibration.suggest_from


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("hoe bak ik een appeltaart", "unknown"),
        ("ou est la bibliotheque", "unknown"),
        ("hoe pakken ze het in Breda aan", "elsewhere"),
        ("wat is het 06-nummer van Marianne Huisman", "person"),
        ("hoe laat is de pauze", "meeting"),
        ("wat ben jij een sukkel", "unkind"),
        ("goedemorgen", "small talk"),
        ("wie", "no words"),
        ("b", "no words"),
        ("?", "no words"),
        ("", "no words"),
        ("🎉🎉", "no words"),
    ],
)
def test_a_question_that_no_entry_covers_gets_silence(
    either: Base, question: str, reason: Reason
) -> None:
    found = either.find(question)

    assert (found.action, found.options, found.entry) == ("abstain", (), None)
    assert found.reason == reason


def test_four_thousand_characters_are_a_question_like_any_other(either: Base) -> None:
    assert (
        either.find("Wat is een ijktabel? " * 200).best == either.find("wat is een ijktabel").best
    )
    assert either.find("lorem ipsum " * 350).action == "abstain"


def test_only_a_place_gets_what_we_know_about_that_place(either: Base) -> None:
    found = either.find("Ermelo?")

    assert found.action == "suggest"
    assert {each.municipality for each in found.options} == {"Ermelo"}


def test_the_place_that_is_named_chooses_the_entry() -> None:
    here = entry("emmen", question="Hoe lang duurde het?", municipality="BOCE")
    there = entry("lisse", question="Hoe lang duurde het?", municipality="HLT")
    both = Base([here, there])

    assert both.find("hoe lang duurde het in lisse").best == there
    assert both.find("hoe lang duurde het in emmen").best == here
    assert both.find("hoe lang duurde het").action == "suggest"


def test_a_question_that_fits_several_places_asks_which(either: Base) -> None:
    found = either.find("Hoe lang duurde het?")

    assert found.action == "suggest"
    assert set(found.places) >= {"BOCE", "Zoetermeer"}
    assert either.find("Hoe lang duurde het in Zoetermeer?").places == ()
    assert either.find("Wat is een ijktabel?").places == ()


def test_a_question_can_lean_on_the_one_before(either: Base) -> None:
    before = "Hoe lang deed BOCE over de visie?"

    found = either.find("en in Zoetermeer?", before)

    assert found.question == "en in Zoetermeer?"
    assert found.understood == "hoe lang deed over de visie zoetermeer"
    assert found.best is not None
    assert found.best.id == "zoetermeer-tijd"
    assert either.find("en in Breda?", before).reason == "elsewhere"
    assert either.find("Wat is een ijktabel?", before).understood == ""


def test_an_entry_about_another_place_is_never_offered() -> None:
    base = Base([entry("emmen", question="Hoe lang duurde het?", municipality="BOCE")])

    assert base.find("hoe lang duurde het in lisse").action == "abstain"


def test_without_a_place_the_general_entry_goes_first() -> None:
    local = entry("emmen", question="Wat doet het expertteam?", municipality="BOCE")
    general = entry("eha", question="Wat doet het expertteam?")

    assert Base([local, general]).find("expertteam").best == general


def test_a_typo_a_split_and_english_find_the_same_entry(either: Base) -> None:
    asked = ["wandelsafari", "wandel safari", "wandelsavarie", "what is a walking safari?"]

    assert [found.id if found else "" for found in (either.find(q).best for q in asked)] == [
        "wandelsafari"
    ] * len(asked)


def test_an_empty_base_knows_nothing() -> None:
    empty = Base([])

    assert empty.find("Wat is een ijktabel?").action == "abstain"
    assert empty.find("Wat is een ijktabel?").reason == "unknown"
    assert empty.find("Ermelo").best is None


@given(TEXTS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_no_text_makes_the_search_raise(text: str, before: str) -> None:
    found = load_base().find(text, before)

    assert found.question == text
    assert 0.0 <= found.confidence <= 1.0
    assert len(found.options) <= MOST_OPTIONS
    assert (found.action == "abstain") == (found.options == ())
    assert (found.action == "abstain") == (found.reason is not None)
    assert found.entry in {None, found.best}


def test_the_order_of_the_entries_and_earlier_questions_change_no_answer(base: Base) -> None:
    questions = [line for each in base.entries[::8] for line in each.asked_as]
    shuffled = random.Random(1).sample(questions, len(questions))

    again = {question: base.find(question) for question in shuffled}

    assert [base.find(question) for question in questions] == [again[q] for q in questions]


def test_many_questions_at_once_are_seen_as_one_by_one(either: Base) -> None:
    asked = ["Wat is een ijktabel?", "hoe bak ik een appeltaart", "woondeal"]

    for question, look in zip(asked, either.looks(asked), strict=True):
        alone = either.look(question)
        assert (look.words, look.ranked[0].entry) == (alone.words, alone.ranked[0].entry)
        assert signs(look) == pytest.approx(signs(alone), abs=1e-5)
    assert either.looks([]) == []


def test_the_shipped_base_is_read_once() -> None:
    assert load_base() is load_base()


def test_meaning_is_left_out_while_only_it_has_an_old_calibration(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("knowledge_base.search.stale", lambda *_: ("semantic",))

    assert load_base.__wrapped__().mode == "core"
    assert caplog.messages == []


def test_an_old_calibration_is_told_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("knowledge_base.search.stale", lambda *_: ("core", "semantic"))

    load_base.__wrapped__()

    assert caplog.messages == ["knowledge.not_calibrated mode=core"]


def test_a_base_that_was_made_ready_loads_nothing_at_its_first_question(semantic: Base) -> None:
    fresh = Base(semantic.entries[:2], semantic=True)
    assert "line_meanings" not in vars(fresh.index)

    fresh.get_ready()

    assert {"line_meanings", "entry_meanings"} <= vars(fresh.index).keys()
