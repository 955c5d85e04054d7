from dataclasses import dataclass, field
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
    """A queue that sends as soon as its pace lets it, on a clock of its own."""

    pace: Pace = field(default_factory=lambda: Pace(is_group=is_group))
    now: float = 1_000_000.0
    sent: list[tuple[float, str]] = field(default_factory=list)

    def send(self, address: str) -> None:
        while wait := max(self.pace.wait(self.now), self.pace.wait_for(address, self.now)):
            self.now += wait
        self.pace.sent(address, self.now)
        self.sent.append((self.now, address))

    def to(self, address: str) -> list[float]:
        return [at for at, whom in self.sent if whom == address]


addresses = st.sampled_from([f"p{n}" for n in range(40)] + ["g1", "g2"])
steps = st.lists(st.tuples(addresses, st.sampled_from([0.0, 0.0, 0.0, 0.01, 0.4, 1.2])))


def played(script: list[tuple[str, float]]) -> Queue:
    queue = Queue()
    for address, pause in script:
        queue.now += pause
        queue.send(address)
    return queue


@patiently
@given(steps)
def test_never_more_than_29_in_any_window(script: list[tuple[str, float]]) -> None:
    times = [at for at, _ in played(script).sent]

    crowded = [
        (first, last) for first, last in zip(times, times[29:], strict=False)
        if last - first < 1.05 - HARDLY
    ]  # fmt: skip
    assert crowded == []


@patiently
@given(steps)
def test_never_two_in_one_chat_within_its_pause(script: list[tuple[str, float]]) -> None:
    queue = played(script)

    for address in {whom for _, whom in queue.sent}:
        times, pause = queue.to(address), 3.1 if is_group(address) else 1.0
        gaps = [later - earlier for earlier, later in pairwise(times)]
        assert [gap for gap in gaps if gap < pause - HARDLY] == []


@pytest.mark.parametrize("people", [1, 29, 30, 300])
def test_a_hall_is_told_as_fast_as_is_allowed(people: int) -> None:
    queue = Queue()
    began = queue.now
    for n in range(people):
        queue.send(f"p{n}")

    assert queue.now - began == pytest.approx((people - 1) // 29 * 1.05)


def test_after_a_quiet_moment_29_may_go_at_once() -> None:
    queue = Queue()
    for n in range(29):
        queue.send(f"p{n}")
    queue.now += 1.05
    began = queue.now
    for n in range(29, 58):
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
    pace.sent("p1", 3.0)

    assert pace.wait_for("p1", 3.0) == 7.0


def test_when_all_is_stopped_nothing_goes_until_then() -> None:
    pace = Pace()
    pace.stop(10.0)
    pace.stop(5.0)

    assert (pace.wait(3.0), pace.wait(10.0)) == (7.0, 0.0)


def test_what_is_a_group_is_said_by_the_channel() -> None:
    cautious, plain = Pace(is_group=is_group), Pace()
    cautious.sent("g1", 0.0)
    plain.sent("g1", 0.0)

    assert (cautious.wait_for("g1", 0.0), plain.wait_for("g1", 0.0)) == (3.1, 1.0)


def test_the_pace_is_just_below_what_is_allowed() -> None:
    assert 27 < Pace().per_second < 30
