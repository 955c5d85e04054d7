from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.errors import Malformed
from sessions.items.item import Openness
from sessions.items.question import Question
from tests.sessions.making import (
    Evening,
    evenings,
    json_values,
    patiently,
    question,
    refusal,
)

THEMES = ["Ontmoeten", "Zorg dichtbij"]
GROUPS = ["Senioren", "Jongeren", "Mensen met een beperking"]


def test_one_person_may_say_several_things() -> None:
    evening = Evening(question())
    first = evening.says("Anna", text="De buurtbus rijdt weer.")
    second = evening.says("Anna", text="De huisarts komt aan huis.")
    third = evening.says("Bram", text="Niets.")

    tally = evening.tally()

    assert tally.references == (first, second, third)
    assert (tally.n, tally.people) == (3, 2)


def test_a_person_may_change_one_of_those_things() -> None:
    evening = Evening(question())
    first = evening.says("Anna", text="De buurtbus rijdt.")
    evening.says("Anna", text="De huisarts komt aan huis.")
    changed = evening.says("Anna", text="De buurtbus rijdt weer.", replaces=first)

    assert changed == first
    assert evening.tally().n == 2
    assert evening.rows[-1].answer == {"text": "De buurtbus rijdt weer."}


def test_a_theme_and_a_target_group_go_with_the_text() -> None:
    evening = Evening(question(themes=THEMES, target_groups=GROUPS))
    bus = evening.says("Anna", text="De bus.", theme="Ontmoeten", target_group="Senioren")
    evening.says("Bram", text="De huisarts.")
    cafe = evening.says("Chris", text="Het café.", theme="Ontmoeten", target_group="Senioren")

    tally = evening.tally()

    assert tally.by_theme == {"Ontmoeten": (bus, cafe)}
    assert tally.target_groups == {"Senioren": 2}
    assert tally.not_named == ("Jongeren", "Mensen met een beperking")


def test_a_question_without_themes_takes_any_theme() -> None:
    evening = Evening(question())
    evening.says("Anna", text="De bus.", theme=" Vervoer ", target_group="Wie geen auto heeft")

    assert evening.rows[0].answer == {
        "text": "De bus.", "theme": "Vervoer", "target_group": "Wie geen auto heeft",
    }  # fmt: skip


def test_what_others_said_can_be_recognised_once() -> None:
    evening = Evening(question())
    bus = evening.says("Anna", text="De bus.")
    evening.says("Bram", recognise=bus)
    evening.says("Bram", recognise=bus)
    evening.says("Chris", recognise=bus)

    tally = evening.tally()

    assert tally.recognitions == {bus: 2}
    assert (tally.n, tally.people) == (1, 1)


def test_recognising_what_was_taken_back_counts_no_longer() -> None:
    evening = Evening(question())
    bus = evening.says("Anna", text="De bus.")
    evening.says("Bram", recognise=bus)
    evening.takes_back(bus)

    assert evening.tally().recognitions == {}


def test_a_recognition_says_what_it_recognises() -> None:
    checked = question().check({"recognise": "B1.2-009"})

    assert (checked.recognises, checked.slot) == ("B1.2-009", "recognise:B1.2-009")


def test_what_a_facilitator_says_is_no_contribution() -> None:
    evening = Evening(question())
    evening.joins("Anna", counts=False)
    evening.says("Anna", text="Wie wil er nog?")

    assert evening.tally().n == 0


def test_a_paper_card_counts_and_can_be_told_apart() -> None:
    evening = Evening(question())
    evening.says("Anna", text="De bus.")
    evening.says("Kaart 1", text="De bus.", entered_by="facilitator:1")

    tally = evening.tally()

    assert (tally.n, tally.people, tally.on_behalf) == (2, 2, 1)


def test_groups_count_people_and_hide_the_small_ones() -> None:
    evening = Evening(question(open="per_kind"), smallest=2)
    for who, kind in zip("abcdef", ["gemeente"] * 3 + ["corporatie", "welzijn", "medisch"],
                         strict=True):  # fmt: skip
        evening.joins(who, f"Partij {who}", kind)
        evening.says(who, text="Eerst dit.")
        evening.says(who, text="En dit.")

    tally = evening.tally()

    assert tally.by_group == {"gemeente": 3}
    assert tally.pooled == 3


def test_a_table_does_not_speak_for_the_organisation_of_who_holds_the_pen() -> None:
    evening = Evening(question(open="per_organisation"))
    evening.joins("Anna", "Gemeente Emmen", "gemeente")
    evening.joins("Bram", "Woonstichting Proef", "corporatie")
    evening.says("Anna", text="Wij bouwen.")
    evening.writes("Bram", 4, text="Aan deze tafel wil iedereen een lift.")

    tally = evening.tally()

    assert tally.n == 2
    assert tally.by_group == {"Gemeente Emmen": 1}


@pytest.mark.parametrize(
    ("body", "key", "values"),
    [
        ({"text": ""}, "answer.empty", {}),
        ({"text": " \n\x00 "}, "answer.empty", {}),
        ({"text": "a" * 4_001}, "answer.too_long", {"limit": 4_000}),
        ({"text": "a", "theme": "Vervoer"}, "answer.no_such_theme", {"theme": "Vervoer"}),
        (
            {"text": "a", "target_group": "Iedereen"},
            "answer.no_such_target_group",
            {"target_group": "Iedereen"},
        ),
        ({}, "answer.malformed", {"place": "text", "why": "missing"}),
        ({"recognise": 9}, "answer.malformed", {"place": "recognise", "why": "string_type"}),
        (
            {"recognise": "B1.2-009", "text": "a"},
            "answer.malformed",
            {"place": "text", "why": "extra_forbidden"},
        ),
        ("De bus.", "answer.malformed", {"place": "answer", "why": "model_type"}),
        (
            {"text": "a", "on_behalf_of": {"origin": "browser"}},
            "answer.malformed",
            {"place": "origin", "why": "string_pattern_mismatch"},
        ),
    ],
)
def test_an_answer_that_does_not_fit_gets_its_sentence(
    body: object, key: str, values: dict[str, object]
) -> None:
    assert refusal(question(themes=THEMES, target_groups=GROUPS), body) == (key, values)


def test_a_text_of_two_pages_is_not_too_long() -> None:
    assert question().check({"text": "a" * 4_000}).answer == {"text": "a" * 4_000}


texts = st.fixed_dictionaries(
    {"text": st.text("ab ", min_size=1).filter(str.strip)},
    optional={"theme": st.sampled_from(THEMES), "target_group": st.sampled_from(GROUPS)},
)
recognitions = st.integers(1, 9).map(lambda n: {"recognise": f"B1.1-{n:03d}"})


@st.composite
def conversations(draw: st.DrawFn) -> Evening:
    item = question(open=draw(st.sampled_from(Openness)), themes=THEMES, target_groups=GROUPS)
    return draw(evenings(item, texts | recognitions))


@patiently
@given(conversations(), st.data())
def test_order_and_repetition_do_not_matter(evening: Evening, data: st.DataObject) -> None:
    again = data.draw(st.lists(st.sampled_from(evening.rows))) if evening.rows else []
    arrived = data.draw(st.permutations([*evening.rows, *again]))

    assert evening.tally_of(arrived) == evening.tally()


@patiently
@given(conversations())
def test_each_text_counts_once_and_nobody_recognises_twice(evening: Evening) -> None:
    tally = evening.tally()

    assert len(set(tally.references)) == tally.n >= tally.people
    for reference, times in tally.recognitions.items():
        assert reference in tally.references
        assert times <= len({r.owner for r in evening.rows if reference in r.answer.values()})
    assert sum(tally.target_groups.values()) <= tally.n
    assert set(tally.target_groups) | set(tally.not_named) == set(GROUPS)


@patiently
@given(conversations())
def test_groups_of_people_are_large_enough_or_of_a_party(evening: Evening) -> None:
    tally = evening.tally()
    parties = {voice.organisation for voice in evening.voices.values()}
    named = {f"{who}, {voice.organisation}" for who, voice in evening.voices.items()}

    assert tally.pooled == 0 or tally.pooled >= evening.smallest
    for label, size in tally.by_group.items():
        assert label in parties | named or size >= evening.smallest


@patiently
@given(st.sampled_from([question(), question(themes=THEMES)]), json_values)
def test_whatever_is_sent_is_taken_or_gets_a_sentence(item: Question, body: object) -> None:
    with suppress(Malformed):
        item.check(body)


@patiently
@given(
    st.fixed_dictionaries(
        {},
        optional={
            key: st.text(max_size=5) | json_values
            for key in ("text", "theme", "target_group", "replaces", "recognise", "table")
        },
    )
)
def test_a_body_with_the_right_keys_is_taken_or_gets_a_sentence(body: dict[str, Any]) -> None:
    with suppress(Malformed):
        kept = question().check(body)
        assert kept.answer.keys() & {"text", "recognise"}
