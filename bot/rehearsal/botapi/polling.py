"""getUpdates: long polling, one poller at a time."""

import asyncio
from typing import Any

from bot.rehearsal.botapi.failures import POLLED_ELSEWHERE, WEBHOOK_ACTIVE, conflict
from bot.rehearsal.botapi.parameters import Parameters
from bot.rehearsal.botapi.updates import Pending, Updates

MOST = 100
LONGEST = 50


class Polling:
    """Who polls now; whoever comes next ends that."""

    def __init__(self, updates: Updates) -> None:
        self.webhook_is_set = False
        self._updates = updates
        self._current: asyncio.Future[str] | None = None

    def end(self, reason: str) -> None:
        """Send whoever polls away, and tell them why."""
        if self._current and not self._current.done():
            self._current.set_result(reason)

    async def get_updates(self, call: Parameters) -> list[Pending]:
        if self.webhook_is_set:
            raise conflict(WEBHOOK_ACTIVE)
        self.end(POLLED_ELSEWHERE)
        self._read(call)
        limit = _within(call.number("limit"), 1, MOST, MOST)
        timeout = _within(call.number("timeout"), 0, LONGEST, 0)
        return self._updates.page(limit) or await self._wait(limit, timeout)

    def _read(self, call: Parameters) -> None:
        """Forget what the offset acknowledges; a negative one counts from the end."""
        offset = call.number("offset") or 0
        if offset > 0:
            self._updates.acknowledge(offset)
        elif offset < 0:
            self._updates.keep_last(-offset)
        self._updates.allow(call.value("allowed_updates", "allowed updates"))

    async def _wait(self, limit: int, seconds: int) -> list[Pending]:
        ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._current = ended
        arrived = asyncio.create_task(self._arrival(limit))
        try:
            both: set[asyncio.Future[Any]] = {ended, arrived}
            await asyncio.wait(both, timeout=seconds, return_when="FIRST_COMPLETED")
            if ended.done():
                raise conflict(ended.result())
            return arrived.result() if arrived.done() else []
        finally:
            arrived.cancel()
            if self._current is ended:
                self._current = None

    async def _arrival(self, limit: int) -> list[Pending]:
        while not (page := self._updates.page(limit)):
            await self._updates.arrived.heard()
        return page


def _within(value: int | None, least: int, most: int, default: int) -> int:
    return default if value is None else min(max(value, least), most)
