import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.fitting import Observation, chance, fit, solve


def test_what_goes_with_being_right_weighs_more_than_nothing() -> None:
    right = [
        Observation({"always": 1.0, "sure": 1.0, "noise": (-1.0) ** n}, True, 1.0)
        for n in range(40)
    ]
    wrong = [
        Observation({"always": 1.0, "sure": 0.0, "noise": (-1.0) ** n}, False, 1.0)
        for n in range(40)
    ]

    weights = fit([*right, *wrong])

    assert weights["sure"] > 1.0
    assert weights["always"] < 0.0
    assert weights["noise"] == pytest.approx(0.0, abs=1e-6)


def test_the_odds_come_out_as_often_as_they_say() -> None:
    rng = random.Random(3)
    seen = [
        Observation({"always": 1.0, "sign": sign}, rng.random() < chance(3 * sign - 1), 1.0)
        for sign in [rng.random() for _ in range(8_000)]
    ]

    weights = fit(seen)

    told = sum(chance(sum(weights[n] * v for n, v in each.signs.items())) for each in seen)
    assert told == pytest.approx(sum(each.right for each in seen), rel=0.02)
    assert weights == pytest.approx({"always": -1.0, "sign": 3.0}, abs=0.4)


def test_an_example_that_counts_for_two_is_the_same_as_two_examples() -> None:
    once = [Observation({"a": 1.0}, True, 2.0), Observation({"a": 1.0, "b": 1.0}, False, 1.0)]
    twice = [Observation({"a": 1.0}, True, 1.0), *once[:1], once[1]]

    assert fit([Observation({"a": 1.0}, True, 3.0), once[1]]) == pytest.approx(fit(twice))


def test_nothing_is_learnt_from_nothing() -> None:
    assert fit([]) == {}


@given(st.lists(st.floats(-5, 5), min_size=3, max_size=3))
def test_a_solved_system_gives_its_right_hand_side_again(found: list[float]) -> None:
    matrix = [[4.0, 1.0, 0.5], [1.0, 3.0, 0.2], [0.5, 0.2, 2.0]]
    right = [sum(a * b for a, b in zip(row, found, strict=True)) for row in matrix]

    assert solve(matrix, right) == pytest.approx(found, abs=1e-9)
