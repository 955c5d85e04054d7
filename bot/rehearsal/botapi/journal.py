"""Every call to the stand-in: what was asked and answered, when, and whether it took effect."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from bot.rehearsal.botapi.bell import Bell


@dataclass(slots=True)
class Call:
    """One call, from the moment that it came in."""

    method: str
    parameters: Mapping[str, Any]
    at: float
    number: int = 0
    status: int = 0
    answer: Any = None
    applied: bool = False
    fault: str = ""
    violations: list[str] = field(default_factory=list)
    seconds: float = 0.0


class Journal:
    """In the order in which calls were over."""

    def __init__(self) -> None:
        self._entries: list[Call] = []
        self._bell = Bell()

    def note(self, entry: Call) -> None:
        self._entries.append(entry)
        entry.number = len(self._entries)
        self._bell.ring()

    def since(self, number: int, method: str | None = None) -> list[dict[str, Any]]:
        later = self._entries[number:]
        return [asdict(each) for each in later if method in (None, each.method)]

    async def wait(self, number: int, within: float) -> None:
        """Until there is more than this many, for so many seconds at most."""
        if within > 0 and len(self._entries) <= number:
            await self._bell.heard(within)

    def clear(self) -> None:
        self._entries.clear()
