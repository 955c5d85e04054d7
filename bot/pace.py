"""How fast a messenger lets a bot talk: over all, to one person, in one group."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field


def _never(_address: str) -> bool:
    return False


@dataclass
class Pace:
    """A sliding window over all messages, and a pause in each chat.

    Telegram allows about 30 messages a second, one a second to a person and 20 a minute in a
    group (core.telegram.org/bots/faq); the defaults stay just below. Times are seconds of one
    monotonic clock.
    """

    most: int = 29
    window: float = 1.05
    in_chat: float = 1.0
    in_group: float = 3.1
    is_group: Callable[[str], bool] = _never
    _times: deque[float] = field(default_factory=deque)
    _free: dict[str, float] = field(default_factory=dict)
    _stopped: float = 0.0

    @property
    def per_second(self) -> float:
        return self.most / self.window

    def wait(self, now: float) -> float:
        """Seconds until anything may be sent at all; 0 when it may."""
        while self._times and self._times[0] <= now - self.window:
            self._times.popleft()
        full = self._times[0] + self.window - now if len(self._times) >= self.most else 0.0
        return max(full, self._stopped - now, 0.0)

    def wait_for(self, address: str, now: float) -> float:
        """Seconds until something may be sent to this chat; 0 when it may."""
        return max(self._free.get(address, 0.0) - now, 0.0)

    def sent(self, address: str, now: float) -> None:
        """Something goes out to this chat now."""
        self._times.append(now)
        pause = self.in_group if self.is_group(address) else self.in_chat
        self.park(address, now + pause)

    def park(self, address: str, until: float) -> None:
        """Leave a chat alone until then."""
        self._free[address] = max(self._free.get(address, 0.0), until)

    def stop(self, until: float) -> None:
        """Send nothing at all until then."""
        self._stopped = max(self._stopped, until)
