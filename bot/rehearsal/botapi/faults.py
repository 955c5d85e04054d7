"""What goes wrong on purpose: a status, a delay, a line that is cut before or after the work."""

from dataclasses import dataclass, field
from random import Random
from typing import Any


@dataclass
class Fault:
    """A rule: for these calls, so many times or so often, this goes wrong.

    `drop` is `before` (nothing happened) or `after` (it happened, and nobody heard of it).
    """

    method: str = ""
    chat: int | None = None
    times: int | None = 1
    often: float = 1.0
    seed: int = 1
    status: int = 0
    description: str = ""
    retry_after: int = 0
    delay: float = 0.0
    drop: str = ""
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)  # noqa: S311 -- nobody's secret

    def strikes(self, method: str, chat: int | None) -> bool:
        """Whether it goes wrong this time."""
        meant = self.method.lower() in {"", method} and self.chat in {None, chat}
        if not meant or self.times == 0 or self.random.random() >= self.often:
            return False
        if self.times is not None:
            self.times -= 1
        return True


@dataclass
class Faults:
    """All rules; the first that strikes, counts."""

    rules: list[Fault] = field(default_factory=list)

    def find(self, method: str, chat: int | None) -> Fault | None:
        return next((rule for rule in self.rules if rule.strikes(method, chat)), None)

    def set(self, rules: list[dict[str, Any]]) -> None:
        self.rules = [Fault(**rule) for rule in rules]
