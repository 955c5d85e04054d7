"""The stand-in's clock: the real one, until somebody freezes it or puts it forward."""

import time
from datetime import UTC, datetime

from bot.rehearsal.botapi.bell import Bell


class Clock:
    """Seconds since 1970. Put forward it keeps ticking; frozen it only moves by hand."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self._frozen: float | None = None
        self._moved = Bell()

    def now(self) -> float:
        return time.time() + self._ahead if self._frozen is None else self._frozen

    def moment(self) -> datetime:
        """Now, in the whole seconds that Telegram knows."""
        return datetime.fromtimestamp(int(self.now()), UTC)

    @property
    def is_frozen(self) -> bool:
        return self._frozen is not None

    def freeze(self) -> None:
        self._frozen = self.now()
        self._moved.ring()

    def thaw(self) -> None:
        """Tick on from where the hands stand."""
        self._ahead = self.now() - time.time()
        self._frozen = None
        self._moved.ring()

    def advance(self, seconds: float) -> None:
        if self._frozen is None:
            self._ahead += seconds
        else:
            self._frozen += seconds
        self._moved.ring()

    async def until(self, moment: float) -> None:
        """Wait till the hands stand there, whoever moves them."""
        while (left := moment - self.now()) > 0:
            await self._moved.heard(None if self.is_frozen else left)
