from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.errors import Malformed
from sessions.items.item import Openness
from sessions.items.poll import Choose, Poll
from tests.sessions.making import (
    OPTIONS,
    Evening,
    evenings,
    json_values,
    patiently,
    poll,
    refusal,
    scale,
)

ONE, MANY = poll(), poll(choose="many", max=2, other=True)
RANK, POINTS, TEN = poll(choose="rank"), poll(choose="points"), scale()


@pytest.mark.parametrize(
    ("item", "body", "key", "values"),
    [
        (ONE, {}, "answer.choose_option", {}),
        (ONE, {"choice": []}, "answer.choose_option", {}),
        (ONE, {"value": 1}, "answer.choose_option", {}),
        (ONE, {"choice": [1], "points": {"1": 100}}, "answer.choose_option", {}),
        (ONE, {"choice": [1, 2]}, "answer.choose_one", {}),
        (ONE, {"choice": [5]}, "answer.no_such_option", {"option": 5, "last": 4}),
        (ONE, {"choice": [0]}, "answer.no_such_option", {"option": 0, "last": 4}),
        (ONE, {"choice": [1], "other": "Stilte"}, "answer.no_other", {}),
        (MANY, {"choice": [1, 1]}, "answer.chosen_twice", {}),
        (MANY, {"choice": [1, 2, 3]}, "answer.choose_at_most", {"max": 2}),
        (MANY, {"choice": [1, 2], "other": "Stilte"}, "answer.choose_at_most", {"max": 2}),
        (MANY, {"other": " \u202e\x00 "}, "answer.choose_option", {}),
        (MANY, {"other": "a" * 301}, "answer.too_long", {"limit": 300}),
        (RANK, {"choice": [2, 2]}, "answer.chosen_twice", {}),
        (TEN, {"choice": [1]}, "answer.choose_value", {"low": 1, "high": 10}),
        (TEN, {"value": 11}, "answer.choose_value", {"low": 1, "high": 10}),
        (TEN, {"value": 0}, "answer.choose_value", {"low": 1, "high": 10}),
        (TEN, {"value": 3, "choice": [3]}, "answer.choose_value", {"low": 1, "high": 10}),
        (POINTS, {"choice": [1]}, "answer.divide_points", {"total": 100}),
        (POINTS, {"points": {"1": 100}, "value": 1}, "answer.divide_points", {"total": 100}),
        (POINTS, {"points": {}}, "answer.points_off", {"total": 100, "given": 0}),
        (POINTS, {"points": {"1": 60}}, "answer.points_off", {"total": 100, "given": 60}),
        (POINTS, {"points": {"9": 100}}, "answer.no_such_option", {"option": "9", "last": 4}),
        (
            POINTS,
            {"points": {"1": 105, "2": -5}},
            "answer.malformed",
            {"place": "2", "why": "greater_than_equal"},
        ),
        (ONE, {"choise": [1]}, "answer.malformed", {"place": "choise", "why": "extra_forbidden"}),
        (ONE, {"choice": ["1"]}, "answer.malformed", {"place": "0", "why": "int_type"}),
        (ONE, {"choice": [True]}, "answer.malformed", {"place": "0", "why": "int_type"}),
        (ONE, [1], "answer.malformed", {"place": "answer", "why": "model_type"}),
        (ONE, {"choice": [1], "table": 0}, "answer.malformed", {
            "place": "table", "why": "greater_than_equal"}),
    ],
)  # fmt: skip
def test_an_answer_that_does_not_fit_gets_its_sentence(
    item: Poll, body: object, key: str, values: dict[str, object]
) -> None:
    assert refusal(item, body) == (key, values)


def test_what_goes_with_an_answer_goes_along() -> None:
    card = {"organisation": "Seniorenraad", "origin": "paper"}

    checked = poll(rounds=2).check({"choice": [2], "table": 3, "round": 2, "on_behalf_of": card})

    assert (checked.slot, checked.table, checked.round) == ("choice", 3, 2)
    assert checked.on_behalf_of is not None
    assert checked.on_behalf_of.model_dump() == card | {"name": ""}


def choices(most: int) -> st.SearchStrategy[dict[str, Any]]:
    numbers = st.lists(st.integers(1, len(OPTIONS)), min_size=1, max_size=most, unique=True)
    return numbers.map(lambda picked: {"choice": picked})


@st.composite
def divisions(draw: st.DrawFn) -> dict[str, Any]:
    """A hundred points, cut in three places."""
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=3, max_size=3)))
    ends = zip([0, *cuts], [*cuts, 100], strict=True)
    return {"points": {str(n): high - low for n, (low, high) in enumerate(ends, start=1)}}


BODIES: dict[Choose, st.SearchStrategy[dict[str, Any]]] = {
    Choose.ONE: choices(1),
    Choose.MANY: choices(len(OPTIONS)),
    Choose.RANK: choices(len(OPTIONS)),
    Choose.SCALE: st.integers(1, 10).map(lambda value: {"value": value}),
    Choose.POINTS: divisions(),
}


@st.composite
def polls(draw: st.DrawFn, among: Sequence[Choose] = tuple(Choose)) -> Evening:
    choose = draw(st.sampled_from(among))
    item = poll(
        choose=choose,
        options=() if choose is Choose.SCALE else OPTIONS,
        rounds=2,
        open=draw(st.sampled_from(Openness)),
    )
    return draw(evenings(item, st.builds(_in_round, st.sampled_from([1, 2]), BODIES[choose])))


def _in_round(turn: int, body: dict[str, Any]) -> dict[str, Any]:
    return {"round": turn, **body}


def owners(evening: Evening, turn: int, sort: str) -> set[str]:
    """Who has an answer standing in a round: the plain way to say what a tally counts."""
    last = {(r.owner, r.slot): r for r in evening.rows if r.round == turn}
    return {
        r.owner
        for r in last.values()
        if r.owner.startswith(sort) and not r.withdrawn and evening.voices[r.participant].counts
    }


@patiently
@given(polls())
def test_each_participant_and_each_table_is_counted_once(evening: Evening) -> None:
    for turn in evening.tally().rounds:
        assert turn.n == len(owners(evening, turn.round, "person:"))
        assert turn.tables == len(owners(evening, turn.round, "table:"))


@patiently
@given(polls(), st.data())
def test_the_order_of_arrival_does_not_matter(evening: Evening, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(evening.rows))

    assert evening.tally_of(shuffled) == evening.tally()


@patiently
@given(polls(), st.data())
def test_a_repeated_answer_changes_nothing(evening: Evening, data: st.DataObject) -> None:
    again = data.draw(st.lists(st.sampled_from(evening.rows))) if evening.rows else []

    assert evening.tally_of([*evening.rows, *again]) == evening.tally()


@patiently
@given(polls())
def test_the_shares_sum_to_one(evening: Evening) -> None:
    for turn in evening.tally().rounds:
        whole = sum(option.share for option in turn.options)
        assert whole == pytest.approx(1.0 if turn.n else 0.0)


WEIGHT = {Choose.ONE: 1, Choose.SCALE: 1, Choose.RANK: 3 + 2 + 1 + 0, Choose.POINTS: 100}


@patiently
@given(polls(tuple(WEIGHT)))
def test_everybody_has_the_same_weight_in_the_score(evening: Evening) -> None:
    weight = WEIGHT[evening.item.model_dump()["choose"]]
    for turn in evening.tally().rounds:
        assert sum(option.score for option in turn.options) == pytest.approx(turn.n * weight)


@patiently
@given(polls())
def test_the_groups_add_up_to_the_total_or_are_not_shown(evening: Evening) -> None:
    for turn in evening.tally().rounds:
        if turn.by_group:
            groups = [*turn.by_group.values(), *([turn.pooled] if turn.pooled else [])]
            total = [option.count for option in turn.options]
            assert [sum(column) for column in zip(*groups, strict=True)] == total


@patiently
@given(st.sampled_from(Choose), json_values)
def test_whatever_is_sent_is_taken_or_gets_a_sentence(choose: Choose, body: object) -> None:
    item = poll(choose=choose, options=() if choose is Choose.SCALE else OPTIONS)
    with suppress(Malformed):
        item.check(body)


@patiently
@given(
    st.sampled_from(Choose),
    st.fixed_dictionaries(
        {},
        optional={
            "choice": st.lists(st.integers(-1, 6), max_size=5) | json_values,
            "points": st.dictionaries(st.sampled_from("01235"), st.integers(-1, 101)) | json_values,
            "value": st.integers(-1, 12) | json_values,
            "other": st.text(max_size=5) | json_values,
            "round": st.integers(0, 3),
        },
    ),
)
def test_what_is_kept_can_be_counted(choose: Choose, body: dict[str, Any]) -> None:
    options = () if choose is Choose.SCALE else OPTIONS
    other = choose in {Choose.ONE, Choose.MANY}
    evening = Evening(poll(choose=choose, options=options, rounds=2, other=other))
    try:
        evening.says("Anna", **body)
    except Malformed:
        return

    [kept] = evening.rows
    [turn] = [turn for turn in evening.tally().rounds if turn.n]
    assert turn.n == 1
    assert kept.answer not in ({}, {"choice": []}, {"points": {}})
