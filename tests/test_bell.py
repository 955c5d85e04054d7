import asyncio

import pytest

from bot.bell import Bell

LONG = 1_000.0


async def test_a_ring_ends_the_sleep() -> None:
    bell = Bell()
    sleeping = asyncio.create_task(bell.sleep(LONG))
    await asyncio.sleep(0)

    bell.ring()

    await sleeping


async def test_a_ring_during_a_round_is_not_missed() -> None:
    bell = Bell()
    bell.hush()
    bell.ring()

    await bell.sleep(LONG)


async def test_what_was_rung_for_before_a_round_is_over() -> None:
    bell = Bell()
    bell.ring()
    bell.hush()
    sleeping = asyncio.create_task(bell.sleep(LONG))
    await asyncio.sleep(0.01)

    assert not sleeping.done()
    sleeping.cancel()


@pytest.mark.parametrize("seconds", [0.0, -1.0, 0.001])
async def test_without_a_ring_it_is_morning_anyway(seconds: float) -> None:
    await Bell().sleep(seconds)


async def test_whoever_is_cancelled_just_as_it_rings_stops() -> None:
    bell, rounds = Bell(), 0

    async def work() -> None:
        nonlocal rounds
        while True:
            bell.hush()
            rounds += 1
            await bell.sleep(LONG)

    working = asyncio.create_task(work())
    await asyncio.sleep(0)
    bell.ring()
    working.cancel()

    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(asyncio.shield(working), 5)
    assert rounds == 1
