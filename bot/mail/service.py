"""Mail at work: who writes it, and what carries it away."""

import asyncio
from datetime import UTC, datetime, timedelta

import structlog

from bot.delivery import Delivery
from bot.house_turn import HouseTurn
from bot.mail.channel import MailChannel
from bot.mail.clerk import Clerk
from bot.mail.postage import Postage
from bot.pace import Pace
from sessions.storage.outbox import forget_letters
from sessions.storage.store import Store

PER_SECOND = 3
"""Mails a second at most: what a provider takes from one sender without a frown."""

REMEMBERS = timedelta(days=30)
"""How long ended letters are remembered, without their words."""

RESTS = 5.0
"""Seconds before mail that stopped by a mistake of ours is opened again."""

log = structlog.get_logger()


class OneByOne(Pace):
    """Never two mails on their way: so a house that is killed repeats at most one.

    They all go to the same server, so nobody waits for the mailbox of another.
    """

    @property
    def per_second(self) -> float:
        return 0.0


class MailService:
    """Mail, as long as the house is open; nothing else waits for it.

    Of several houses on one database one mails, and the next takes over when that one is gone.
    """

    def __init__(self, store: Store, postage: Postage, turn: HouseTurn) -> None:
        self._store = store
        self._postage = postage
        self._turn = turn

    async def run(self) -> None:
        """Work until cancelled; a mistake of ours is told to the log, and then we go on."""
        try:
            while True:
                await self._try()
        finally:
            await asyncio.shield(self._turn.let_go())

    async def _try(self) -> None:
        try:
            await self._turn.wait()
            await self._turn.during(self._work)
        except Exception as error:  # noqa: BLE001 -- the evening goes on in the browser
            log.critical("mail", error=type(error).__name__)
            await asyncio.sleep(RESTS)

    async def _work(self) -> None:
        before = datetime.now(UTC) - REMEMBERS
        await self._store.writer.run(None, lambda c: forget_letters(c, before))
        channel = MailChannel(self._store, self._postage)
        delivery = Delivery(
            self._store, channel, _no_document, OneByOne(most=PER_SECOND, in_chat=0.0)
        )
        clerk = Clerk(self._store, self._postage.base, delivery.wake)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(delivery.run())
            tasks.create_task(clerk.run())


async def _no_document(name: str) -> bytes:
    """A mail carries no file: it leads to the page that has it."""
    raise LookupError(name)
