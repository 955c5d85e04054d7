"""The time over there: the real one, or one that a test moves."""

from dataclasses import dataclass
from time import monotonic, time


@dataclass
class Clock:
    """Seconds since 1970. What was moved by hand stays moved."""

    ahead: float = 0.0
    stopped_at: float | None = None

    def now(self) -> float:
        real = time() if self.stopped_at is None else self.stopped_at
        return real + self.ahead

    def pace(self) -> float:
        """For limits per second: nobody moves that one backwards."""
        return monotonic() + self.ahead

    def advance(self, seconds: float) -> None:
        self.ahead += seconds

    def freeze(self, *, frozen: bool) -> None:
        self.stopped_at = time() if frozen else None
