"""A hall full of phones: all at once and live, or calmly one after the other."""

import asyncio
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol

from bot.rehearsal.characters import Attendee
from bot.rehearsal.script import Script, ScriptTurn

PATIENCE = 120.0
"""Seconds in which at least one more phone must have done its part in a turn."""


class Phone(Protocol):
    """A phone of any kind, with whoever holds it."""

    person: Attendee
    joined: bool
    through: dict[ScriptTurn, asyncio.Event]

    async def join(self) -> None:
        """Come in."""
        ...

    async def live(self, called: dict[ScriptTurn, asyncio.Event]) -> None:
        """Follow the evening until cancelled."""
        ...

    async def look(
        self, called: dict[ScriptTurn, asyncio.Event], *, calm: bool = False
    ) -> ScriptTurn | None:
        """See what is asked and do one's part in it; return the turn that this was."""
        ...


class StuckError(Exception):
    """A turn did not get round: phones did not hear of it."""

    def __init__(self, turn: ScriptTurn, waiting: int) -> None:
        self.turn = turn
        self.waiting = waiting
        super().__init__(turn, waiting)


class Hall(ABC):
    """Everybody who comes tonight. A turn is called when the facilitator has asked all of it."""

    def __init__(self, phones: Sequence[Phone], script: Script) -> None:
        self._phones = phones
        self._script = script
        self._called: dict[ScriptTurn, asyncio.Event] = defaultdict(asyncio.Event)

    @property
    def here(self) -> list[Phone]:
        return [phone for phone in self._phones if phone.joined]

    @abstractmethod
    async def arrive(self, number: int) -> None:
        """Let in whoever comes during this item; 0 is before the first."""

    @abstractmethod
    async def respond(self, turn: ScriptTurn) -> None:
        """Wait until everybody has done their part in a turn."""

    @abstractmethod
    async def aclose(self) -> None:
        """Let everybody go home."""

    def _newcomers(self, number: int) -> list[Phone]:
        return [phone for phone in self._phones if phone.person.arrives == number]


class CalmHall(Hall):
    """One phone at a time, in an order that the seed decides: the same every time."""

    async def arrive(self, number: int) -> None:
        for phone in self._newcomers(number):
            await phone.join()

    async def respond(self, turn: ScriptTurn) -> None:
        self._called[turn].set()
        here = self.here
        for phone in self._script.random("order", turn).sample(here, len(here)):
            if await phone.look(self._called, calm=True) != turn:
                raise StuckError(turn, 1)

    async def aclose(self) -> None:
        """Nobody is doing anything."""


class LivelyHall(Hall):
    """Everybody at once; a phone knows what it hears on its own stream."""

    def __init__(self, phones: Sequence[Phone], script: Script) -> None:
        super().__init__(phones, script)
        self._lives: set[asyncio.Task[None]] = set()

    async def aclose(self) -> None:
        for life in self._lives:
            life.cancel()
        await asyncio.gather(*self._lives, return_exceptions=True)

    async def arrive(self, number: int) -> None:
        newcomers = self._newcomers(number)
        await asyncio.gather(*(phone.join() for phone in newcomers))
        self._lives |= {asyncio.create_task(phone.live(self._called)) for phone in newcomers}

    async def respond(self, turn: ScriptTurn) -> None:
        self._called[turn].set()
        everybody = asyncio.create_task(self._all_through(turn))
        waiting = len(self.here)
        try:
            while not everybody.done():
                await self._wait(everybody)
                before, waiting = waiting, self._waiting(turn)
                if waiting and waiting == before:
                    raise StuckError(turn, waiting)
        finally:
            everybody.cancel()

    async def _all_through(self, turn: ScriptTurn) -> None:
        for phone in self.here:
            await phone.through[turn].wait()

    async def _wait(self, everybody: asyncio.Task[None]) -> None:
        """Wait until everybody is through, or for some time; raise what fails on a phone."""
        done, _ = await asyncio.wait(
            {everybody, *self._lives}, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED
        )
        for ended in done:
            ended.result()

    def _waiting(self, turn: ScriptTurn) -> int:
        return sum(not phone.through[turn].is_set() for phone in self.here)
