"""How often a bot may speak, and what happens to one that speaks too often."""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from math import ceil

from bot.rehearsal.botapi.errors import too_many

COUNTED = frozenset(
    {
        "sendmessage", "sendphoto", "senddocument", "sendpoll", "editmessagetext",
        "editmessagereplymarkup", "stoppoll",
    }
)  # fmt: skip


@dataclass
class Limits:
    """About 30 messages a second, one a second to a person, 20 a minute in a group.

    From core.telegram.org/bots/faq. Telegram allows short bursts in one chat; we do not.
    """

    on: bool = True
    overall: int = 30
    in_chat: float = 0.9
    in_group: int = 20
    wait: int = 3
    _all: deque[float] = field(default_factory=deque)
    _chats: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _until: dict[int, float] = field(default_factory=dict)

    def count(self, method: str, chat: int, now: float) -> None:
        """Count a call; raise the 429 that Telegram gives whoever calls too often."""
        if not self.on or method not in COUNTED:
            return
        for parked in (0, chat):
            if now < self._until.get(parked, 0.0):
                raise too_many(ceil(self._until[parked] - now))
        self._check(0, self._all, self.overall, 1.0, now)
        mine = self._chats[chat]
        if chat < 0:
            self._check(chat, mine, self.in_group, 60.0, now)
        else:
            self._check(chat, mine, 1, self.in_chat, now)
        self._all.append(now)
        mine.append(now)

    def _check(self, key: int, times: deque[float], most: int, window: float, now: float) -> None:
        while times and times[0] <= now - window:
            times.popleft()
        if len(times) >= most:
            self._until[key] = now + self.wait
            raise too_many(self.wait)
