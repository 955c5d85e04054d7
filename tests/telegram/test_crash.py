"""Killed in the middle of everything, by either signal; twenty times by hand, see crashing.py."""

import signal

import pytest

from tests.telegram.crashing import crash

KILLS = 2
GUESTS = 30


@pytest.mark.slow
@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM])
async def test_a_kill_loses_no_answer_and_counts_none_twice(by: signal.Signals) -> None:
    tally = await crash(KILLS, by, guests=GUESTS)

    assert (len(tally.sent), tally.lost, tally.counted_twice) == (3 * GUESTS * KILLS, 0, 0)
    assert tally.said_twice <= KILLS
    assert tally.unsaid == 0
