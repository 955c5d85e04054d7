"""A server that is killed while everybody votes: what was acknowledged stays, and counts once."""

from pathlib import Path

import pytest

from benchmarks.burst import kill_in_bursts


@pytest.mark.slow
async def test_nothing_acknowledged_is_lost_and_nothing_counts_twice(tmp_path: Path) -> None:
    aftermath = await kill_in_bursts(tmp_path, phones=40, kills=3)

    assert aftermath.lost == []
    assert aftermath.twice == []
    assert aftermath.unthanked == 3 * 40
    assert len(aftermath.acknowledged) > aftermath.unthanked
