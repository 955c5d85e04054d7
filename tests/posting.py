"""The other side of a messenger, where the world begins: it keeps what comes, or makes trouble."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from sqlalchemy import select

from bot.conversation.reply import Say
from bot.delivery import Delivery, as_letter
from bot.pace import Pace
from sessions.storage.store import Store
from sessions.storage.tables import outbox
from sessions.storage.unit import Beside, Lane, Letter, Unit
from tests.engines import furnish

PATIENCE = 60.0
"""Seconds after which a test gives up; on a quiet machine it takes hundredths of one."""


def at_once() -> Pace:
    """As fast as it goes, for whoever tests something else than the pace."""
    return Pace(most=10_000, window=0.001, in_chat=0.0)


class OneByOne(Pace):
    """As fast as it goes, and never two messages on their way: so that their order is certain."""

    def __init__(self) -> None:
        super().__init__(most=10_000, window=0.001, in_chat=0.0)

    @property
    def per_second(self) -> float:
        return 0.0


@dataclass(frozen=True)
class Arrived:
    """One message as somebody's chat shows it, or was asked to."""

    address: str
    text: str
    edits: int | None = None
    file: bytes | None = None


@dataclass
class Chats:
    """Everybody's chats: a `Channel` that keeps all that is sent.

    The next calls end as `troubles` says, in their order: with an error, or well (None).
    """

    prefix: str = "telegram"
    calls: list[Arrived] = field(default_factory=list)
    arrived: list[Arrived] = field(default_factory=list)
    troubles: list[BaseException | None] = field(default_factory=list)
    of: dict[str, BaseException] = field(default_factory=dict)
    at_the_door: Callable[[Arrived], Awaitable[None]] | None = None
    messages: dict[int, tuple[str, Say]] = field(default_factory=dict)

    async def send(self, address: str, say: Say, edits: int | None, file: bytes | None) -> int:
        call = Arrived(address, say.text, edits, file)
        self.calls.append(call)
        if self.at_the_door:
            await self.at_the_door(call)
        trouble = self.troubles.pop(0) if self.troubles else self.of.get(address)
        if trouble:
            raise trouble
        self.arrived.append(call)
        number = edits or 100 + len(self.arrived)
        self.messages[number] = (address, say)
        return number

    def texts(self, address: str) -> list[str]:
        """What arrived in one chat, in its order."""
        return [each.text for each in self.arrived if each.address == address]

    def shows(self, address: str) -> dict[int, Say]:
        """What somebody sees who scrolls through their chat: each message as it is now."""
        return {n: say for n, (whom, say) in self.messages.items() if whom == address}


async def no_document(name: str) -> bytes:
    raise LookupError(name)


def letter(
    address: str,
    text: str,
    lane: Lane = Lane.REPLY,
    *,
    about: str = "",
    replaces: int | None = None,
) -> Letter:
    return as_letter(Say(text, about=about), address, replaces, lane)


@dataclass
class Office:
    """A store, its delivery and the chats at the other side."""

    store: Store
    chats: Chats = field(default_factory=Chats)
    pace: Pace = field(default_factory=OneByOne)
    make: Callable[[str], Awaitable[bytes]] = no_document

    def __post_init__(self) -> None:
        self.delivery = self.opened()

    def opened(self) -> Delivery:
        """A delivery that knows nothing but what the outbox holds, as after a restart."""
        return Delivery(self.store, self.chats, self.make, self.pace)

    async def put(self, *letters: Letter) -> None:
        """Put these in the outbox, in one transaction, and say that they are there."""
        await self.store.writer.keep(Unit(None, beside=Beside(letters=lambda _kept: letters)))
        self.delivery.wake()

    async def states(self) -> list[tuple[str, str]]:
        """How every letter ended, with the words that are still kept."""
        query = select(outbox.c.state, outbox.c.body).order_by(outbox.c.id)
        rows = await self.store.read(lambda c: c.execute(query).all())
        return [(row[0], row[1]) for row in rows]

    async def endings(self) -> list[str]:
        return [state for state, _ in await self.states()]

    @asynccontextmanager
    async def works(self) -> AsyncIterator[None]:
        """Delivery runs until the block ends."""
        task = asyncio.create_task(self.delivery.run())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not holds():  # noqa: ASYNC110 -- there is no bell for the other side
                await asyncio.sleep(0.005)

    async def settled(self) -> None:
        """Everything in the outbox came to its end."""
        async with asyncio.timeout(PATIENCE):
            while "waiting" in await self.endings() or not self.delivery.idle:  # noqa: ASYNC110 -- as above
                await asyncio.sleep(0.005)

    async def sends(self, *letters: Letter) -> None:
        """Put these in the outbox and deliver until nothing waits."""
        await self.put(*letters)
        async with self.works():
            await self.settled()


@asynccontextmanager
async def open_office(url: str) -> AsyncIterator[Office]:
    """An office on an empty database."""
    furnish(url)
    store = Store(url)
    try:
        yield Office(store)
    finally:
        store.close()
