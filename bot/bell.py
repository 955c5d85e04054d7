"""A bell that wakes whoever waits for something to do; now and then they look unasked."""

import asyncio
from contextlib import suppress


class Bell:
    """Rings once for everything that happened since somebody last waited.

    Not `asyncio.wait_for`: until Python 3.12 it can swallow a cancellation that comes together
    with the ring, and then the house never closes.
    """

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        self._rung.set()

    async def wait(self, within: float) -> None:
        """Wait until it rings, at most so many seconds; what rang before this counts too."""
        with suppress(TimeoutError):
            async with asyncio.timeout(within):
                await self._rung.wait()
        self._rung.clear()
