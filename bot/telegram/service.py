"""One bot at work: its wire, what comes in, what goes out, and who tells people the news."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from aiogram.exceptions import AiogramError, TelegramUnauthorizedError
from aiogram.methods import DeleteWebhook, GetMe, SetMyCommands, SetWebhook
from aiogram.types import BotCommand

from bot.crier import Crier
from bot.delivery import Delivery
from bot.desk import Desk
from bot.house_turn import HouseTurn
from bot.pace import Pace
from bot.telegram.channel import TelegramChannel
from bot.telegram.hearing import is_group
from bot.telegram.polling import FIRST_PAUSE, LONGEST_PAUSE, Polling, keep
from bot.telegram.postbox import Postbox
from bot.telegram.webhook import PATH, secret_of
from bot.telegram.wire import ALLOWED, Wire
from sessions.storage.inbox import forget_updates
from sessions.storage.outbox import forget_letters
from sessions.storage.store import Store

REMEMBERS = timedelta(days=30)
"""How long ended letters and updates are remembered, without their words."""

BEATS = 30.0
"""Seconds between two signs of life where Telegram brings the updates itself."""

COMMANDS = {
    "vraag": "Stel een vraag",
    "voorbeelden": "Praktijkvoorbeelden",
    "programma": "Wat er komt",
    "mijninbreng": "Wat u gaf",
    "concept": "Het concept van het verslag",
    "help": "Wat u hier kunt doen",
    "stop": "Niet meer meedoen",
}
"""What Telegram shows behind the menu button."""

log = structlog.get_logger()


@dataclass(frozen=True)
class BotConnection:
    """Where the bot is: its token, its Bot API server, and the address that Telegram can reach."""

    token: str
    api: str = ""
    public_url: str = ""
    webhook: bool = False
    per_second: int = 30


class Service:
    """Telegram, as long as the house is open."""

    def __init__(
        self, store: Store, desk: Desk, post: BotConnection, make: Callable[[str], Awaitable[bytes]]
    ) -> None:
        self._store = store
        self._post = post
        self._wire = Wire(post.token, post.api)
        pace = Pace(most=post.per_second, is_group=is_group)
        self.delivery = Delivery(store, TelegramChannel(self._wire), make, pace)
        self._crier = Crier(store, desk, self.delivery.wake)
        self._postbox = Postbox(store, desk, self._wire, self.delivery.wake)
        self.username = ""

    async def run(self, turn: HouseTurn) -> None:
        """Work until cancelled, or until another house has the turn.

        Telegram may be away at any time, the start included.
        """
        try:
            await self._introduce()
            await turn.wait()
            await turn.during(self._work)
        finally:
            self._crier.close()
            try:
                await asyncio.shield(turn.let_go())
            finally:
                await self._wire.close()

    async def _work(self) -> None:
        await self._tidy()
        async with asyncio.TaskGroup() as tasks:
            for part in (self.delivery.run(), self._crier.run(), self._postbox.run()):
                tasks.create_task(part)
            tasks.create_task(self._receive())

    def wake(self) -> None:
        """Something came into the inbox."""
        self._postbox.wake()

    async def _tidy(self) -> None:
        before = datetime.now(UTC) - REMEMBERS
        await self._store.writer.run(None, lambda c: forget_updates(c, before))
        await self._store.writer.run(None, lambda c: forget_letters(c, before))

    async def _introduce(self) -> None:
        """Find out who we are, and say how updates reach us; keep trying while nobody answers."""
        pause = FIRST_PAUSE
        while True:
            try:
                self.username = (await self._wire.call(GetMe())).username or ""
                await self._wire.call(self._way())
                commands = [BotCommand(command=c, description=d) for c, d in COMMANDS.items()]
                await self._wire.call(SetMyCommands(commands=commands))
            except TelegramUnauthorizedError:
                log.critical("telegram_token", why="Telegram does not know this token")
                pause = LONGEST_PAUSE
            except AiogramError as error:
                log.warning("telegram_away", error=type(error).__name__)
            else:
                log.info("telegram", bot=self.username)
                return
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    def _way(self) -> SetWebhook | DeleteWebhook:
        if not self._post.webhook:
            return DeleteWebhook()
        return SetWebhook(
            url=self._post.public_url.rstrip("/") + PATH, secret_token=secret_of(self._post.token),
            allowed_updates=list(ALLOWED),
        )  # fmt: skip

    async def _receive(self) -> None:
        if not self._post.webhook:
            await Polling(self._store, self._wire, self._postbox.wake).run()
        while True:
            await keep(self._store, [])
            await asyncio.sleep(BEATS)
