import asyncio

import pytest

from bot.throttle import AT_ONCE, FREE, Throttle, TooOften
from sessions.errors import Unknown


async def wrong() -> str:
    raise Unknown("meeting.unknown")


async def right() -> str:
    return "in"


async def test_people_who_mistype_do_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(asyncio, "sleep", slept.append)
    throttle = Throttle()

    for _ in range(FREE):
        with pytest.raises(Unknown):
            await throttle.guard("hall", "wrong", wrong)

    assert slept == []


async def test_who_guesses_on_waits_longer_and_hears_that_it_was_too_often(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slept: list[float] = []

    async def note(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", note)
    throttle = Throttle()

    refusals = []
    for _ in range(100):
        with pytest.raises((Unknown, TooOften)) as refused:
            await throttle.guard("guesser", "wrong", wrong)
        refusals.append(type(refused.value))

    assert slept == sorted(slept)
    assert slept[-1] == 2.0
    assert set(refusals[20:]) == {TooOften}


async def test_a_right_code_gets_in_at_once_beside_somebody_who_guesses() -> None:
    throttle = Throttle()
    guesses = [asyncio.create_task(throttle.guard("hall", "wrong", wrong)) for _ in range(20)]
    await asyncio.sleep(0.05)

    assert await throttle.guard("hall", "right", right) == "in"

    assert not any(guess.done() for guess in guesses[FREE:])
    for guess in guesses:
        guess.cancel()
    await asyncio.gather(*guesses, return_exceptions=True)


async def test_a_flood_of_guesses_is_not_looked_up_any_more() -> None:
    throttle = Throttle()
    looked = 0

    async def count() -> str:
        nonlocal looked
        looked += 1
        raise Unknown("meeting.unknown")

    guesses = [asyncio.create_task(throttle.guard("flood", "000000", count)) for _ in range(200)]
    await asyncio.sleep(0.05)
    for guess in guesses:
        guess.cancel()
    results = await asyncio.gather(*guesses, return_exceptions=True)

    assert looked <= AT_ONCE + FREE
    assert sum(isinstance(r, TooOften) for r in results) >= 200 - AT_ONCE - FREE


async def test_a_hall_that_is_in_already_stays_in_while_somebody_there_floods() -> None:
    throttle = Throttle()
    await throttle.guard("hall", "482716", right)
    guesses = [asyncio.create_task(throttle.guard("hall", "wrong", wrong)) for _ in range(200)]
    await asyncio.sleep(0.05)

    assert await throttle.guard("hall", "482716", right) == "in"

    for guess in guesses:
        guess.cancel()
    await asyncio.gather(*guesses, return_exceptions=True)
