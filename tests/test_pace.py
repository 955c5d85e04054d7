from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pace import Pace

patiently = settings(deadline=None, max_examples=200)
"""Other people's work on the same machine is no reason to fail."""

HARDLY = 1e-6
"""Seconds that rounding may cost on a clock that runs for weeks."""


def is_group(address: str) -> bool:
    return address.startswith("g")


@dataclass
class Queue:
    """A queue that sends as soon as its pace lets it, on a clock of its own.

    Each message is counted over there halfway between its leaving and its answer.
    """

    pace: Pace = field(default_factory=lambda: Pace(is_group=is_group))
    now: float = 1_000_000.0
    counted: list[tuple[float, str]] = field(default_factory=list)
    on_their_way: list[tuple[float, int, str]] = field(default_factory=list)

    def send(self, address: str, takes: float = 0.0) -> None:
        """Let it leave as soon as it may; its answer comes after so many seconds."""
        while wait := max(self.pace.wait(self.now), self._wait_for(address)):
            self._pass(wait)
        place = self.pace.leaves(self.now)
        self.counted.append((self.now + takes / 2, address))
        heappush(self.on_their_way, (self.now + takes, place, address))
        self._pass(0.0)

    def _wait_for(self, address: str) -> float:
        """One message at a time to one chat."""
        if any(whom == address for *_, whom in self.on_their_way):
            return float("inf")
        return self.pace.wait_for(address, self.now)

    def _pass(self, seconds: float) -> None:
        """Let time pass, until the first answer at most."""
        until = self.now + seconds
        if self.on_their_way and self.on_their_way[0][0] <= until:
            self.now, place, address = heappop(self.on_their_way)
            self.pace.arrived(place, address, self.now)
        else:
            self.now = until

    def to(self, address: str) -> list[float]:
        return [at for at, whom in sorted(self.counted) if whom == address]


addresses = st.sampled_from([f"p{n}" for n in range(40)] + ["g1", "g2"])
delays = st.sampled_from([0.0, 0.0, 0.02, 0.02, 0.3, 0.5])
steps = st.lists(st.tuples(addresses, delays), max_size=120)


def played(script: list[tuple[str, float]]) -> Queue:
    queue = Queue()
    for address, takes in script:
        queue.send(address, takes)
    return queue


@patiently
@given(steps)
def test_never_more_than_30_are_counted_within_a_second(script: list[tuple[str, float]]) -> None:
    times = sorted(at for at, _ in played(script).counted)

    crowded = [
        (first, last) for first, last in zip(times, times[30:], strict=False)
        if last - first < 1.0 - HARDLY
    ]  # fmt: skip
    assert crowded == []


@patiently
@given(steps)
def test_never_two_in_one_chat_within_its_pause(script: list[tuple[str, float]]) -> None:
    queue = played(script)

    for address in {whom for _, whom in queue.counted}:
        times, pause = queue.to(address), 3.1 if is_group(address) else 1.0
        gaps = [later - earlier for earlier, later in pairwise(times)]
        assert [gap for gap in gaps if gap < pause - HARDLY] == []


@pytest.mark.parametrize("people", [1, 30, 31, 300])
def test_a_hall_is_told_as_fast_as_is_allowed(people: int) -> None:
    queue = Queue()
    began = queue.now
    for n in range(people):
        queue.send(f"p{n}")

    assert queue.now - began == pytest.approx((people - 1) // 30)


def test_after_a_quiet_moment_30_may_go_at_once() -> None:
    queue = Queue()
    for n in range(30):
        queue.send(f"p{n}")
    queue.now += 1.0
    began = queue.now
    for n in range(30, 60):
        queue.send(f"p{n}")

    assert queue.now == began


def test_a_chat_that_is_parked_waits_and_the_others_go_on() -> None:
    pace = Pace()
    pace.park("p1", 10.0)

    assert (pace.wait(3.0), pace.wait_for("p1", 3.0), pace.wait_for("p2", 3.0)) == (0.0, 7.0, 0.0)
    assert pace.wait_for("p1", 10.0) == 0.0


def test_parking_for_a_shorter_time_lets_nobody_out_sooner() -> None:
    pace = Pace()
    pace.park("p1", 10.0)
    pace.park("p1", 4.0)
    pace.arrived(pace.leaves(3.0), "p1", 3.0)

    assert pace.wait_for("p1", 3.0) == 7.0


def test_when_all_is_stopped_nothing_goes_until_then() -> None:
    pace = Pace()
    pace.stop(10.0)
    pace.stop(5.0)

    assert (pace.wait(3.0), pace.wait(10.0)) == (7.0, 0.0)


def test_what_is_a_group_is_said_by_the_channel() -> None:
    cautious, plain = Pace(is_group=is_group), Pace()
    for pace in (cautious, plain):
        pace.arrived(pace.leaves(0.0), "g1", 0.0)

    assert (cautious.wait_for("g1", 0.0), plain.wait_for("g1", 0.0)) == (3.1, 1.0)


def test_an_answer_that_never_comes_holds_its_place_for_a_second_and_a_half() -> None:
    pace = Pace(most=1)
    place = pace.leaves(100.0)

    assert (pace.wait(100.0), pace.wait(101.0), pace.wait(101.5)) == (1.5, 0.5, 0.0)
    pace.arrived(place, "p1", 130.0)
    assert pace.wait(130.0) == 0.0
    assert pace.wait_for("p1", 130.0) == 1.0
