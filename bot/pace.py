"""How fast a messenger lets a bot talk: over all, to one person, in one group."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count


def _never(_address: str) -> bool:
    return False


@dataclass
class Pace:
    """A sliding window over all messages, and a pause in each chat.

    Telegram allows about 30 messages a second, one a second to a person and 20 a minute in a
    group (core.telegram.org/bots/faq). A message is counted over there somewhere between its
    leaving and its answer, so it holds its place in the window until `window` seconds after its
    answer; but not for longer than `slow` more, or a slow line would make the hall wait. So no
    more than `most` are counted in any `window`, as long as answers come within `slow` seconds.
    Times are seconds of one monotonic clock.
    """

    most: int = 30
    window: float = 1.0
    slow: float = 0.5
    in_chat: float = 1.0
    in_group: float = 3.1
    is_group: Callable[[str], bool] = _never
    _places: dict[int, float] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)
    _free: dict[str, float] = field(default_factory=dict)
    _stopped: float = 0.0

    @property
    def per_second(self) -> float:
        return self.most / self.window

    def wait(self, now: float) -> float:
        """Seconds until anything may be sent at all; 0 when it may."""
        return max(self._full(now), self._stopped - now, 0.0)

    def _full(self, now: float) -> float:
        """Seconds until a place comes free."""
        if len(self._places) >= self.most:
            self._places = {place: until for place, until in self._places.items() if until > now}
        return min(self._places.values()) - now if len(self._places) >= self.most else 0.0

    def wait_for(self, address: str, now: float) -> float:
        """Seconds until something may be sent to this chat; 0 when it may."""
        return max(self._free.get(address, 0.0) - now, 0.0)

    def leaves(self, now: float) -> int:
        """Something goes out now; its place in the window is returned."""
        place = next(self._numbers)
        self._places[place] = now + self.slow + self.window
        return place

    def arrived(self, place: int, address: str, now: float) -> None:
        """The answer of this chat came now, or it never will."""
        if place in self._places:
            self._places[place] = min(self._places[place], now + self.window)
        self.park(address, now + (self.in_group if self.is_group(address) else self.in_chat))

    def park(self, address: str, until: float) -> None:
        """Leave a chat alone until then."""
        self._free[address] = max(self._free.get(address, 0.0), until)

    def stop(self, until: float) -> None:
        """Send nothing at all until then."""
        self._stopped = max(self._stopped, until)
