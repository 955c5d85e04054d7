"""How fast a bot may talk: sliding windows, and 429 until the time that was told is over."""

from collections import defaultdict, deque
from dataclasses import dataclass, field

from bot.rehearsal.botapi.failures import too_many


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `count` in any window of so many `seconds`."""

    count: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Rates:
    """What Telegram's FAQ names; it tolerates short bursts in a private chat, and we do not."""

    on: bool = True
    overall: Rate = Rate(30, 1.0)
    private: Rate = Rate(1, 1.0)
    group: Rate = Rate(20, 60.0)
    edits: bool = True
    """Whether an edit counts as a message. Nobody outside Telegram knows; strict is safe."""


@dataclass
class Passed:
    """What passed lately, and until when nothing more may."""

    passed: deque[float] = field(default_factory=deque)
    parked_until: float = 0.0

    def check(self, rate: Rate, now: float) -> None:
        """Raise 429 when it is too early; from then on everybody waits until the time told."""
        while self.passed and self.passed[0] <= now - rate.seconds:
            self.passed.popleft()
        if now < self.parked_until:
            raise too_many(self.parked_until - now)
        if len(self.passed) >= rate.count:
            refusal = too_many(self.passed[0] + rate.seconds - now)
            self.parked_until = now + refusal.parameters["retry_after"]
            raise refusal


class Limits:
    """Counts what is sent, over all and to each chat."""

    def __init__(self) -> None:
        self.set(Rates())

    def set(self, rates: Rates) -> None:
        """Go on under these rates, with what passed forgotten."""
        self.rates = rates
        self._overall = Passed()
        self._chats: defaultdict[int, Passed] = defaultdict(Passed)

    def take(self, chat: int, now: float, *, edit: bool = False) -> None:
        """Let one message pass, or raise 429; a refused one does not count."""
        if not self.rates.on or (edit and not self.rates.edits):
            return
        line = self._chats[chat]
        line.check(self.rates.private if chat > 0 else self.rates.group, now)
        self._overall.check(self.rates.overall, now)
        line.passed.append(now)
        self._overall.passed.append(now)
