"""A bell: whoever waits hears the next ring, or gives up after a while."""

import asyncio


class Bell:
    """Ringing wakes everybody who waits now; nobody hears a ring from before."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)

    async def heard(self, within: float | None = None) -> bool:
        """Whether it rang within this many seconds; without a number it waits for ever."""
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(waiter)
        try:
            async with asyncio.timeout(within):
                await waiter
        except TimeoutError:
            return False
        finally:
            self._waiting.discard(waiter)
        return True
