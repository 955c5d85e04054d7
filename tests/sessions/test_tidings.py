from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.meeting import ItemState, Scheduled
from sessions.tidings import Tiding, tidings
from tests.sessions.making import scheduled

WAITING, OPEN, CLOSED, SKIPPED = ItemState

patiently = settings(deadline=None, max_examples=200)
"""Other people's work on the same machine is no reason to fail."""


def heard(before: Scheduled, after: Scheduled) -> list[str]:
    return [tiding.what for tiding in tidings([before], [after])]


@pytest.mark.parametrize(
    ("was", "now", "what"),
    [
        (WAITING, OPEN, ["invited"]),
        (CLOSED, OPEN, ["invited"]),
        (SKIPPED, OPEN, ["invited"]),
        (OPEN, CLOSED, ["closed"]),
        (OPEN, WAITING, ["taken_back"]),
        (OPEN, SKIPPED, ["taken_back"]),
        (OPEN, OPEN, []),
        (WAITING, SKIPPED, []),
        (CLOSED, WAITING, []),
    ],
)
def test_people_hear_what_begins_and_what_ends(
    was: ItemState, now: ItemState, what: list[str]
) -> None:
    assert heard(scheduled(1, was), scheduled(1, now)) == what


@pytest.mark.parametrize("moved", [{"step": 2}, {"round": 2}])
def test_a_next_step_or_round_is_put_to_people_anew(moved: dict[str, Any]) -> None:
    assert heard(scheduled(1, OPEN), scheduled(1, OPEN, **moved)) == ["invited"]


def test_more_time_and_another_place_are_no_news() -> None:
    moved = scheduled(1, OPEN, extra_minutes=5, position=9)

    assert heard(scheduled(1, OPEN), moved) == []


def test_a_result_is_told_once_and_in_place_of_the_closing() -> None:
    shown = scheduled(1, CLOSED, revealed=True)

    assert heard(scheduled(1, OPEN), shown) == ["revealed"]
    assert heard(scheduled(1, CLOSED), shown) == ["revealed"]
    assert heard(shown, shown) == []


def test_a_result_that_was_shown_by_mistake_is_covered_again() -> None:
    shown = scheduled(1, CLOSED, revealed=True)

    assert heard(shown, scheduled(1, CLOSED)) == ["closed"]
    assert heard(shown, scheduled(1, OPEN)) == ["invited"]


def test_what_ends_is_told_before_what_begins() -> None:
    before = [scheduled(1), scheduled(2, OPEN), scheduled(3)]
    after = [scheduled(1, OPEN), scheduled(2, CLOSED), scheduled(3)]

    assert tidings(before, after) == [Tiding("closed", 2), Tiding("invited", 1)]


def test_an_item_that_was_not_there_before_is_told_when_it_opens() -> None:
    made = scheduled(2)

    assert tidings([scheduled(1)], [scheduled(1), made]) == []
    assert tidings([scheduled(1), made], [scheduled(1), scheduled(2, OPEN)]) == [
        Tiding("invited", 2)
    ]


items = st.builds(
    scheduled,
    st.just(1),
    st.sampled_from(ItemState),
    revealed=st.booleans(),
    step=st.integers(1, 3),
    round=st.integers(1, 2),
)


@patiently
@given(items, items)
def test_of_one_item_at_most_one_thing_is_told(before: Scheduled, after: Scheduled) -> None:
    assert len(tidings([before], [after])) <= 1
    assert tidings([after], [after]) == []
