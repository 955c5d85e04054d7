"""A chat on a pretend phone: what is on the screen, and what a thumb does with it."""

from collections.abc import Callable
from time import perf_counter
from typing import Any, TypeVar

from bot.rehearsal.botapi.pretend import Pretend, PretendPerson

T = TypeVar("T")

PATIENCE = 120.0
"""Seconds in which the bot must have reacted, however busy it and the machine are."""

LOOKS = 5.0
"""Seconds of one look that waits for something to change."""


class NoReactionError(Exception):
    """The bot did not react to what somebody did."""


class Chat:
    """Somebody's chat with the bot."""

    def __init__(self, outside: Pretend, number: int) -> None:
        self.number = number
        self.messages: dict[int, dict[str, Any]] = {}
        self._outside = outside
        self.person = PretendPerson(outside, number, "")
        self._change = 0

    async def open(self, name: str, start: str) -> None:
        """Make the account, and follow the link with the code."""
        self.person = await self._outside.person(name, id=self.number, language_code="nl")
        await self.person.starts(start)

    async def type(self, text: str, *, twice: bool = False) -> int:
        """Type something; return the number of the update that it became."""
        await self._comes_twice("message", twice)
        return int(await self.person.says(text) or 0)

    async def press(self, *, data: str, twice: bool = False) -> int:
        """Press the newest button that means this."""
        await self._comes_twice("callback_query", twice)
        tap = await self.person.presses(data=data)
        return int(tap.told["update"])

    async def _comes_twice(self, kind: str, twice: bool) -> None:
        """Telegram brings the next of these once more, although the bot had it."""
        if twice:
            await self._outside.fault(kind, chat=self.number, twice=True, times=1)

    async def look(self, patience: float = 0.0) -> None:
        """Look at the screen; wait until something on it changes."""
        seen = await self._outside.chat(self.number, self._change, patience)
        self._change = seen["revision"]
        for each in seen["messages"]:
            self.messages.pop(each["message"], None)
            if not each.get("deleted"):
                self.messages[each["message"]] = _on_screen(each)

    @property
    def newest(self) -> list[dict[str, Any]]:
        """What the bot says, newest first."""
        mine = (m for m in self.messages.values() if m["by_bot"])
        return sorted(mine, key=lambda m: -int(m["message"]))

    def buttons(self) -> list[str]:
        """What can be pressed, on the newest messages first."""
        return [b["data"] for m in self.newest for b in m["buttons"] if b["data"]]

    async def until(self, found: Callable[[], T | None], what: str) -> T:
        """Look until this is on the screen."""
        began = perf_counter()
        while (there := found()) is None:
            if perf_counter() - began > PATIENCE:
                last = self.newest[0]["text"][:200] if self.newest else "nothing"
                raise NoReactionError(f"{what}; chat {self.number} shows: {last}")
            await self.look(LOOKS)
        return there

    async def mark(self) -> int:
        """Where the screen is now: what changes after this is the reaction to what follows."""
        await self.look()
        return self._change

    async def reaction(self, since: int, *words: str) -> dict[str, Any]:
        """The first thing that the bot says or changes after this mark, with one of these words."""

        def reacted() -> dict[str, Any] | None:
            fresh = (m for m in self.newest if m["change"] > since)
            return next((m for m in fresh if not words or any(w in m["text"] for w in words)), None)

        return await self.until(reacted, words[0] if words else "any reaction")


def _on_screen(seen: dict[str, Any]) -> dict[str, Any]:
    """A message as its reader needs it, with the buttons in one row."""
    return {
        "message": seen["message"],
        "change": seen["revision"],
        "by_bot": seen["by_bot"],
        "text": seen["text"],
        "edited": seen.get("edited", False),
        "document": seen.get("document", {}).get("file_name", ""),
        "buttons": [
            {"label": b["text"], "data": b.get("callback_data", ""), "page": b.get("url", "")}
            for row in seen["buttons"]
            for b in row
        ],
    }
