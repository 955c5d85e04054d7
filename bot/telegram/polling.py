"""Fetching updates: none is let go before it is on the disk."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import structlog

from bot.telegram.webhook import TELEGRAM
from bot.telegram.wire import Update, Wire, WireError
from sessions.storage.receiving import receive
from sessions.storage.store import Store

PATIENCE = 25
"""Seconds of one long poll."""

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 15.0
"""Seconds before trying again when Telegram cannot be reached, doubling."""

TAKEN = 409
"""What Telegram says when somebody else fetches with the same token, or a webhook is set."""

log = structlog.get_logger()


async def keep(store: Store, updates: Sequence[Update]) -> None:
    """Put updates in the inbox, in one commit; when this returns they are on the disk."""
    posted = [(each.number, each.body) for each in updates]
    now = datetime.now(UTC)
    await store.writer.run(None, lambda c: receive(c, TELEGRAM, posted, now))


class Polling:
    """The long poll. The offset moves after the commit: whatever is killed, is sent again."""

    def __init__(self, store: Store, wire: Wire, arrived: Callable[[], None]) -> None:
        self._store = store
        self._wire = wire
        self._arrived = arrived
        self._offset = 0
        self._pause = FIRST_PAUSE

    async def run(self) -> None:
        """Fetch until cancelled; of several houses only the one whose turn it is does."""
        while True:
            await self._fetch()

    async def _fetch(self) -> None:
        try:
            updates = await self._wire.updates(self._offset, PATIENCE)
        except WireError as error:
            await self._rest(error)
            return
        self._pause = FIRST_PAUSE
        await keep(self._store, updates)
        if updates:
            self._offset = max(each.number for each in updates) + 1
            self._arrived()

    async def _rest(self, error: WireError) -> None:
        """Telegram is away, or says no; answers of people wait over there."""
        if error.status == TAKEN:
            log.warning("telegram_taken", why="another process fetches with this token")
        else:
            log.warning("telegram_away", status=error.status)
        await asyncio.sleep(max(self._pause, error.retry_after))
        self._pause = min(2 * self._pause, LONGEST_PAUSE)
