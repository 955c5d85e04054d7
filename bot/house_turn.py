"""Whose turn it is to do what only one house on this database may do."""

import asyncio
import secrets
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog

from sessions.storage.leases import end_lease, take_lease
from sessions.storage.store import Store

LASTS = timedelta(seconds=20)
"""So long after its last sign of life a house loses its turn."""

RENEWS = 4.0
"""Seconds between two signs of life, and between two looks whether it is our turn now."""

STUMBLES = 0.5
"""Seconds after which a database that could not be asked is asked again."""

log = structlog.get_logger()


class HouseTurn:
    """A turn under one name. A house that closes lets go at once, one that dies after `lasts`.

    A house that knows itself alone is always the same `holder`: what it held when it was killed
    is its own again at once.
    """

    def __init__(
        self, store: Store, name: str, holder: str = "", *,
        lasts: timedelta = LASTS, renews: float = RENEWS,
    ) -> None:  # fmt: skip
        self._store = store
        self._name = name
        self._lasts = lasts
        self._renews = renews
        self._holder = holder or secrets.token_hex(8)
        self._since = 0.0

    async def take(self) -> bool:
        """Take it or keep it; False while another house has it."""
        now, began = datetime.now(UTC), asyncio.get_running_loop().time()
        ours = await self._store.writer.run(
            None, lambda c: take_lease(c, self._name, self._holder, now, self._lasts)
        )
        if ours:
            self._since = began
        return ours

    async def let_go(self) -> None:
        now = datetime.now(UTC)
        await self._store.writer.run(None, lambda c: end_lease(c, self._name, self._holder, now))

    async def wait(self) -> None:
        """Until it is ours."""
        while not await self.take():  # noqa: ASYNC110 -- another process rings no bell here
            await asyncio.sleep(self._renews)

    async def during(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Work as long as it is ours; what was begun then still gets its time, and the turn too."""
        keeping = asyncio.create_task(self._keep())
        working = asyncio.create_task(work())
        try:
            await asyncio.wait({keeping, working}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            working.cancel()
            await asyncio.wait({working})
            keeping.cancel()
            await asyncio.wait({keeping})
        for task in (keeping, working):
            if not task.cancelled():
                task.result()

    async def _keep(self) -> None:
        """Until another house has it, or nobody can say whose it is."""
        while await self._is_kept():  # noqa: ASYNC110 -- as above
            await asyncio.sleep(self._renews)

    async def _is_kept(self) -> bool:
        """A database that stumbles is asked again, for as long as the turn is surely ours."""
        async with asyncio.timeout_at(self._since + self._lasts.total_seconds() - self._renews):
            while True:
                try:
                    return await self.take()
                except Exception as error:  # noqa: BLE001 -- whatever it is, it may pass
                    log.warning("turn", name=self._name, error=type(error).__name__)
                    await asyncio.sleep(STUMBLES)
