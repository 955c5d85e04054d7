"""Slowing down whoever guesses codes, and nobody else: a whole hall sits behind one address."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import TypeVar

from sessions.errors import Refusal, Unknown

T = TypeVar("T")

WINDOW = 300.0
"""Seconds for which a wrong code is remembered."""

FREE = 5
"""Wrong codes from one address that cost nothing: people mistype."""

MANY = 20
"""Wrong codes after which the answer is that it was too often."""

SLOWER = 0.1
SLOWEST = 2.0
"""Each further wrong code waits this many seconds longer, up to the slowest."""

AT_ONCE = 50
"""Wrong codes from one address in the air at the same time; beyond it no code is looked up."""


class TooOften(Refusal):
    """Wrong too often."""


class Throttle:
    """Counts wrong codes per address. A right code is never counted, and waits for nobody.

    While `AT_ONCE` wrong codes of one address are in the air, only codes that were right there
    before get in.
    """

    def __init__(self) -> None:
        self._failures: dict[str, deque[float]] = {}
        self._waiting: dict[str, int] = {}
        self._known: set[tuple[str, str]] = set()

    async def guard(self, address: str, code: str, look: Callable[[], Awaitable[T]]) -> T:
        """Run a look-up of a code; when there is no such code, let the answer wait."""
        known = (address, code) in self._known
        if self._waiting.get(address, 0) >= AT_ONCE and not known:
            raise TooOften("join.too_often")
        try:
            found = await look()
        except Unknown:
            failures = self._count(address)
            await self._wait(address, failures)
            if failures > MANY:
                raise TooOften("join.too_often") from None
            raise
        self._known.add((address, code))
        return found

    def _count(self, address: str) -> int:
        now = monotonic()
        times = self._failures.setdefault(address, deque(maxlen=1_000))
        while times and times[0] < now - WINDOW:
            times.popleft()
        times.append(now)
        return len(times)

    async def _wait(self, address: str, failures: int) -> None:
        delay = min(SLOWER * max(0, failures - FREE), SLOWEST)
        if not delay:
            return
        self._waiting[address] = self._waiting.get(address, 0) + 1
        try:
            await asyncio.sleep(delay)
        finally:
            self._waiting[address] -= 1
            if not self._waiting[address]:
                del self._waiting[address]
