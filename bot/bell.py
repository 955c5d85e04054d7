"""A bell for who works in rounds: they sleep until it rings, or until it is time anyway."""

import asyncio
from contextlib import suppress


class Bell:
    """Rung by whoever has something to do; a ring during a round begins the next one at once."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        self._rung.set()

    def hush(self) -> None:
        """A round begins: what was rung for so far is seen in it."""
        self._rung.clear()

    async def sleep(self, seconds: float) -> None:
        """Until the bell rings, at most so long.

        Not with `asyncio.wait_for`: on Python 3.11 that swallows a cancellation which comes
        together with the ring, and then the house never closes.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._rung.wait()
