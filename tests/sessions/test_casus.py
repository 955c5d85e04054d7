from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.errors import Malformed
from sessions.items.casus import Casus
from tests.sessions.making import NAMES, Evening, evenings, json_values, patiently, refusal

GLASSES, OWN, ASKING = 1, 2, 3
"""The steps of the casus below."""


def casus(**more: Any) -> Casus:
    plain = {
        "title": "Mevrouw De Vries wil thuis blijven wonen",
        "perspectives": ["bewoner", "gemeente", "corporatie"],
        "steps": [
            {"ask": "Wat ziet u door deze bril?"},
            {"ask": "Wat kan uw organisatie zelf doen?", "from": "own"},
            {"ask": "Wat heeft u nodig, en van wie?", "from": "own", "to": "party"},
        ],
    }
    return Casus.model_validate(plain | more)


def test_perspectives_are_dealt_round_the_tables() -> None:
    assert [casus().perspective_of(table) for table in (1, 2, 3, 4, 7)] == [
        "bewoner", "gemeente", "corporatie", "bewoner", "bewoner",
    ]  # fmt: skip
    assert casus(perspectives=[]).perspective_of(1) == ""


def test_a_casus_knows_how_many_steps_it_has() -> None:
    assert (casus().last_step, casus().last_round) == (3, 1)


def test_a_table_writes_through_its_own_glasses() -> None:
    evening = Evening(casus())
    first = evening.writes("Anna", 1, step=GLASSES, text="Ik wil in mijn straat blijven.")
    second = evening.writes("Bram", 2, step=GLASSES, text="Wij hebben geen plek.")

    tally = evening.tally()

    assert tally.steps[0].by_perspective == {"bewoner": (first,), "gemeente": (second,)}
    assert tally.tables == (1, 2)
    assert evening.rows[0].answer == {
        "step": 1, "text": "Ik wil in mijn straat blijven.", "perspective": "bewoner",
    }  # fmt: skip


def test_a_table_may_take_other_glasses() -> None:
    evening = Evening(casus())
    reference = evening.writes("Anna", 1, step=GLASSES, text="Kan.", perspective="corporatie")

    assert evening.tally().steps[0].by_perspective == {"corporatie": (reference,)}


def test_whoever_sits_at_a_table_wears_its_glasses_without_saying_so() -> None:
    evening = Evening(casus())
    reference = evening.says("Anna", step=GLASSES, text="Ik blijf.")
    evening.rows = [replace(row, owner="table:2", table=2) for row in evening.rows]

    assert evening.tally().steps[0].by_perspective == {"gemeente": (reference,)}


def test_without_the_glasses_a_table_is_a_table_and_stands_in_its_order() -> None:
    evening = Evening(casus())
    tenth = evening.writes("Anna", 10, step=OWN, text="Wij beginnen.", perspective="bewoner")
    second = evening.writes("Bram", 2, step=OWN, text="Wij ook.")

    tally = evening.tally()

    assert list(tally.steps[1].by_perspective.items()) == [
        ("table:2", (second,)),
        ("table:10", (tenth,)),
    ]


def test_the_perspectives_stand_as_the_coordinator_wrote_them() -> None:
    evening = Evening(casus())
    for who, perspective in zip("abc", ["corporatie", "gemeente", "bewoner"], strict=True):
        evening.says(who, step=GLASSES, text="Kan.", perspective=perspective)

    assert list(evening.tally().steps[0].by_perspective) == ["bewoner", "gemeente", "corporatie"]


def test_a_step_is_answered_once_and_can_be_changed() -> None:
    evening = Evening(casus())
    evening.writes("Anna", 1, step=GLASSES, text="Ik blijf.")
    evening.writes("Bram", 1, step=GLASSES, text="Ik blijf, met hulp.")
    evening.writes("Bram", 1, step=OWN, text="Wij helpen.")

    tally = evening.tally()

    assert [step.n for step in tally.steps] == [1, 1, 0]
    assert (tally.n, tally.people, tally.tables) == (2, 1, (1,))


def test_a_wish_names_the_party_it_addresses() -> None:
    evening = Evening(casus())
    wish = evening.writes("Anna", 1, step=ASKING, text="Een lift.", to=" Woonstichting Proef ")

    assert evening.tally().steps[2].addressed == {"Woonstichting Proef": (wish,)}


def test_each_table_names_as_many_actions_as_it_likes() -> None:
    evening = Evening(casus())
    lift = evening.writes("Anna", 1, action="Een lift aanvragen")
    visit = evening.writes(
        "Anna", 1, action="Op bezoek", owner="Gemeente Emmen",
        by="2027-05-01", **{"with": [" Woonstichting Proef ", " "]},
    )  # fmt: skip
    evening.writes("Bram", 1, action="Twee liften aanvragen", replaces=lift)

    assert evening.tally().actions == (lift, visit)
    assert evening.tally().n == 0
    assert evening.rows[1].answer == {
        "action": "Op bezoek",
        "owner": "Gemeente Emmen",
        "with": ["Woonstichting Proef"],
        "by": "2027-05-01",
    }
    assert evening.rows[2].answer == {"action": "Twee liften aanvragen"}


def test_a_card_and_a_facilitator_are_treated_as_everywhere() -> None:
    evening = Evening(casus())
    evening.joins("Begeleider", counts=False)
    evening.says("Begeleider", step=GLASSES, text="Let op de tijd.")
    evening.says("Kaart 1", step=GLASSES, text="Ik blijf.", entered_by="facilitator:1")

    tally = evening.tally()

    assert (tally.n, tally.people, tally.on_behalf) == (1, 1, 1)


def alone(*kinds: str) -> Evening:
    """Everybody answers for their own organisation, at no table."""
    evening = Evening(casus())
    for who, kind in zip(NAMES, kinds, strict=False):
        evening.joins(who, f"Partij van {who}", kind)
        evening.says(who, step=OWN, text="Wij beginnen.")
    return evening


def kinds_shown(evening: Evening) -> dict[str, int]:
    return {kind: len(given) for kind, given in evening.tally().steps[1].by_perspective.items()}


def test_somebody_alone_speaks_for_their_kind_when_enough_of_that_kind_joined() -> None:
    evening = alone(*["gemeente"] * 4, *["corporatie"] * 4)

    assert kinds_shown(evening) == {"corporatie": 4, "gemeente": 4}


def test_kinds_of_which_too_few_joined_are_not_named() -> None:
    assert kinds_shown(alone(*["gemeente"] * 4, *["welzijn"] * 2, *["bewoners"] * 2)) == {
        "": 4, "gemeente": 4,
    }  # fmt: skip


def test_the_only_resident_is_not_what_is_left_without_a_kind() -> None:
    assert kinds_shown(alone(*["gemeente"] * 5, *["welzijn"] * 4, "bewoners")) == {
        "": 5, "gemeente": 5,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("body", "key", "values"),
    [
        ({"step": 1, "text": " "}, "answer.empty", {}),
        ({"action": "\n"}, "answer.empty", {}),
        ({"step": 4, "text": "a"}, "answer.no_such_step", {"step": 4, "last": 3}),
        (
            {"step": 1, "text": "a", "perspective": "burgemeester"},
            "answer.no_such_perspective",
            {"perspective": "burgemeester"},
        ),
        ({"step": 1, "text": "a" * 4_001}, "answer.too_long", {"limit": 4_000}),
        ({"action": "a" * 4_001}, "answer.too_long", {"limit": 4_000}),
        ({"action": "a", "owner": "a" * 121}, "answer.too_long", {"limit": 120}),
        ({"action": "a", "with": ["a" * 121]}, "answer.too_long", {"limit": 120}),
        ({"action": "a", "by": "mei"}, "answer.no_such_day", {"day": "mei"}),
        (
            {"action": "a", "by": "donderdag 15 november 2027"},
            "answer.no_such_day",
            {"day": "donderdag 15 november 2027"},
        ),
        ({"action": "a", "by": "2027-02-30"}, "answer.no_such_day", {"day": "2027-02-30"}),
        ({"text": "a"}, "answer.malformed", {"place": "step", "why": "missing"}),
        ({"step": 0, "text": "a"}, "answer.malformed", {
            "place": "step", "why": "greater_than_equal"}),
        ({"step": 1, "action": "a"}, "answer.malformed", {
            "place": "step", "why": "extra_forbidden"}),
        (None, "answer.malformed", {"place": "answer", "why": "model_type"}),
    ],
)  # fmt: skip
def test_an_answer_that_does_not_fit_gets_its_sentence(
    body: object, key: str, values: dict[str, object]
) -> None:
    assert refusal(casus(), body) == (key, values)


words = st.text("ab ", min_size=1).filter(str.strip)
bodies = st.fixed_dictionaries(
    {"step": st.integers(1, 3), "text": words},
    optional={
        "perspective": st.sampled_from(["bewoner", "gemeente"]),
        "to": st.sampled_from(["Gemeente Emmen", ""]),
    },
) | st.fixed_dictionaries({"action": words}, optional={"owner": words})


@patiently
@given(evenings(casus(), bodies), st.data())
def test_order_and_repetition_do_not_matter(evening: Evening, data: st.DataObject) -> None:
    again = data.draw(st.lists(st.sampled_from(evening.rows))) if evening.rows else []
    arrived = data.draw(st.permutations([*evening.rows, *again]))

    assert evening.tally_of(arrived) == evening.tally()


@patiently
@given(evenings(casus(), bodies))
def test_each_table_and_each_person_alone_counts_once_per_step(evening: Evening) -> None:
    tally = evening.tally()

    for step in tally.steps:
        owners = {r.owner for r in evening.rows if r.answer.get("step") == step.step}
        placed = [name for names in step.by_perspective.values() for name in names]
        assert len(placed) == len(set(placed)) == step.n <= len(owners)
        assert {name for names in step.addressed.values() for name in names} <= set(placed)
    assert tally.n == sum(step.n for step in tally.steps)


@patiently
@given(json_values)
def test_whatever_is_sent_is_taken_or_gets_a_sentence(body: object) -> None:
    with suppress(Malformed):
        casus().check(body)


@patiently
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "step": st.integers(0, 4) | json_values,
            "text": st.text(max_size=5) | json_values,
            "action": st.text(max_size=5) | json_values,
            "by": st.dates().map(str) | st.text("0123456789-W", max_size=10),
            "with": st.lists(st.text(max_size=5), max_size=3) | json_values,
            "table": st.integers(0, 4),
        },
    )
)
def test_a_body_with_the_right_keys_is_taken_or_gets_a_sentence(body: dict[str, Any]) -> None:
    with suppress(Malformed):
        kept = casus().check(body).answer
        assert kept.get("text") or kept.get("action")
