"""What was sent, acknowledged and kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rehearsal.timings import Ledger, percentile


def ledger(**seconds: float) -> Ledger:
    return Ledger(set(seconds), dict(seconds))


def test_each_key_counts_once_however_often_it_was_sent_or_kept() -> None:
    document = ledger(a=0.001, b=0.003).document(phones=2, recorded=["a", "b", "b"], wall_s=1.234)

    assert document == {
        "phones": 2,
        "sent": 2,
        "acknowledged": 2,
        "recorded": 2,
        "ack_ms": {"p50": 1.0, "p95": 3.0, "p99": 3.0},
        "wall_s": 1.23,
    }


@pytest.mark.parametrize(
    ("recorded", "wrong"),
    [
        (["a", "b"], []),
        (["a"], ["b"]),
        (["a", "b", "b"], ["b"]),
        (["a", "b", "c"], ["c"]),
        ([], ["a", "b"]),
    ],
)
def test_lost_doubled_and_unacknowledged_answers_are_named(
    recorded: list[str], wrong: list[str]
) -> None:
    assert ledger(a=0.1, b=0.1).check(recorded) == wrong


@given(st.lists(st.floats(0, 1_000), min_size=1), st.integers(1, 100))
def test_a_percentile_is_a_value_that_as_many_do_not_exceed(
    values: list[float], percent: int
) -> None:
    ordered = sorted(values)
    found = percentile(ordered, percent)

    assert found in values
    assert sum(v <= found for v in values) * 100 >= percent * len(values)


def test_there_is_no_wait_where_nothing_was_acknowledged() -> None:
    assert percentile([], 50) == 0.0
