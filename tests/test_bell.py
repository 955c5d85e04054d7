import asyncio

import pytest

from bot.bell import Bell

LONG = 1_000.0


async def test_a_ring_ends_the_waiting() -> None:
    bell = Bell()
    waiting = asyncio.create_task(bell.wait(LONG))
    await asyncio.sleep(0)

    bell.ring()

    await waiting


async def test_a_ring_while_somebody_works_is_not_missed() -> None:
    bell = Bell()
    bell.ring()

    await bell.wait(LONG)


async def test_what_it_rang_for_is_over_once_somebody_waited() -> None:
    bell = Bell()
    bell.ring()
    bell.ring()
    await bell.wait(LONG)
    waiting = asyncio.create_task(bell.wait(LONG))
    await asyncio.sleep(0.01)

    assert not waiting.done()
    waiting.cancel()


@pytest.mark.parametrize("seconds", [0.0, -1.0, 0.001])
async def test_without_a_ring_somebody_looks_unasked(seconds: float) -> None:
    await Bell().wait(seconds)


async def test_whoever_is_cancelled_just_as_it_rings_stops() -> None:
    bell, rounds = Bell(), 0

    async def work() -> None:
        nonlocal rounds
        while True:
            rounds += 1
            await bell.wait(LONG)

    working = asyncio.create_task(work())
    await asyncio.sleep(0)
    bell.ring()
    working.cancel()

    done, _ = await asyncio.wait({working}, timeout=60)
    assert done == {working}
    assert working.cancelled()
    assert rounds == 1
