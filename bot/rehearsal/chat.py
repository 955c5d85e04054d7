"""A chat on a pretend phone: what is on the screen, and what a thumb does with it."""

from collections.abc import Callable
from time import perf_counter
from typing import Any, TypeVar

from bot.rehearsal.botapi.running import BotApi

T = TypeVar("T")

PATIENCE = 40.0
"""Seconds in which the bot must have reacted, however many others it has to serve."""

LOOKS = 5.0
"""Seconds of one look that waits for something to change."""


class NoReactionError(Exception):
    """The bot did not react to what somebody did."""


class Chat:
    """Somebody's chat with the bot."""

    def __init__(self, api: BotApi, number: int) -> None:
        self.number = number
        self.messages: dict[int, dict[str, Any]] = {}
        self._api = api
        self._change = 0

    async def open(self, name: str, start: str) -> None:
        """Make the account, and follow the link with the code."""
        await self._api.do("enter", id=self.number, name=name, language="nl")
        await self.type(f"/start {start}")

    async def type(self, text: str, *, times: int = 1) -> int:
        """Type something; return the number of the update that it became."""
        said = await self._api.do("say", chat=self.number, text=text, times=times)
        return int(said["update"])

    async def press(self, *, data: str, times: int = 1) -> int:
        """Press the newest button that means this."""
        said = await self._api.do("press", chat=self.number, data=data, times=times)
        return int(said["update"])

    async def look(self, patience: float = 0.0) -> None:
        """Look at the screen; wait until something on it changes."""
        seen = await self._api.do("look", chat=self.number, since=self._change, timeout=patience)
        self._change = seen["change"]
        self.messages |= {each["message"]: each for each in seen["messages"]}

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
