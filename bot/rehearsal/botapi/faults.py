"""What goes wrong on purpose: rules that meet calls, some of them, in some way."""

from dataclasses import dataclass, field
from random import Random
from typing import Any, Literal

from bot.rehearsal.botapi.failures import ApiError

REASONS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


@dataclass
class Fault:
    """One rule. What is left out matches everything, or does nothing."""

    method: str = ""
    """Of a call; of an update that is to come twice, its kind."""
    chat: int | None = None
    skip: int = 0
    """So many that match go right first."""
    times: int | None = None
    probability: float = 1.0
    seed: int = 1

    delay: float = 0.0
    status: int = 0
    description: str = ""
    retry_after: int = 0
    body: str = ""
    """Sent as it is in place of JSON, as a gateway does that cannot reach Telegram."""
    drop: Literal["", "before", "after"] = ""
    """Close the connection without an answer, before or after the call takes effect."""
    twice: bool = False
    """Deliver an update once more, although it was acknowledged."""

    number: int = 0
    met: int = 0
    _random: Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._random = Random(self.seed)  # noqa: S311 -- a rehearsal is to be repeatable

    @property
    def refusal(self) -> ApiError:
        if self.retry_after:
            reason = f"Too Many Requests: retry after {self.retry_after}"
            return ApiError(429, self.description or reason, retry_after=self.retry_after)
        return ApiError(self.status, self.description or REASONS.get(self.status, "Unknown"))

    @property
    def refuses(self) -> bool:
        return bool(self.status or self.retry_after)

    def meets(self, method: str, chat: int | None) -> bool:
        """Whether this one is hit; it counts along."""
        if self.method.lower() not in ("", method.lower()) or self.chat not in (None, chat):
            return False
        if self.times == 0:
            return False
        if self.skip:
            self.skip -= 1
            return False
        if self._random.random() >= self.probability:
            return False
        self.times = None if self.times is None else self.times - 1
        self.met += 1
        return True

    def describe(self) -> dict[str, Any]:
        return {key: value for key, value in vars(self).items() if not key.startswith("_")}


class Faults:
    """The rules in force, oldest first; the first that meets decides."""

    def __init__(self) -> None:
        self._rules: list[Fault] = []
        self._given = 0

    def add(self, fault: Fault) -> Fault:
        self._given += 1
        fault.number = self._given
        self._rules.append(fault)
        return fault

    def remove(self, number: int | None = None) -> None:
        """Take one back, or all."""
        self._rules = [each for each in self._rules if number not in (None, each.number)]

    def for_call(self, method: str, chat: int | None) -> Fault | None:
        rules = (each for each in self._rules if not each.twice)
        return next((each for each in rules if each.meets(method, chat)), None)

    def for_update(self, kind: str, chat: int | None) -> Fault | None:
        rules = (each for each in self._rules if each.twice)
        return next((each for each in rules if each.meets(kind, chat)), None)

    def describe(self) -> list[dict[str, Any]]:
        return [each.describe() for each in self._rules]
