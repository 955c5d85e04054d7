from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions import references
from sessions.items.contribution import by_reference
from sessions.meeting import ItemState, plain_code
from tests.sessions.making import contribution, meeting, patiently, scheduled


def test_a_code_is_read_aloud_in_two_groups() -> None:
    assert replace(meeting(), code="482913").spaced_code == "482 913"


@pytest.mark.parametrize("typed", ["482913", "482 913", " 482-913 ", "482.913", "4 8 2 9 1 3\n"])
def test_a_code_is_understood_however_it_is_typed(typed: str) -> None:
    assert plain_code(typed) == "482913"


def test_other_alphabets_are_no_code() -> None:
    assert plain_code("\u0664\u0668\u0662 é😀") == ""


@patiently
@given(st.text())
def test_a_plain_code_stays_as_it_is(typed: str) -> None:
    code = plain_code(typed)

    assert plain_code(code) == code
    assert code.isascii()


@pytest.mark.parametrize(
    ("number", "reference"), [(17, "B2.3-017"), (1, "B2.3-001"), (1234, "B2.3-1234")]
)
def test_a_reference_says_meeting_item_and_number(number: int, reference: str) -> None:
    assert references.contribution(2, 3, number) == reference


@patiently
@given(st.integers(1, 5_000), st.integers(1, 5_000))
def test_references_are_in_the_order_of_their_numbers(one: int, other: int) -> None:
    first, second = (contribution(references.contribution(1, 1, n)) for n in (one, other))

    assert (by_reference(first) < by_reference(second)) == (one < other)


@pytest.mark.parametrize("state", ItemState)
def test_an_item_is_open_only_while_it_is_open(state: ItemState) -> None:
    assert scheduled(1, state).is_open == (state is ItemState.OPEN)
