"""The messenger of one house: opened beside the web, and only where there is a token for it."""

import asyncio
import gc
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING

import structlog

from bot.adopting import documents_for
from bot.desk import Desk
from bot.house_turn import HouseTurn
from bot.settings import Settings
from bot.telegram.webhook import PATH, TELEGRAM, ASGIApp, Webhook
from exports.edition import Edition
from exports.orders import DocumentOrder
from sessions.storage.receiving import receive
from sessions.storage.store import Store

if TYPE_CHECKING:
    from bot.telegram.service import Service

RESTS = 5.0
"""Seconds before a messenger that stopped by a mistake of ours is opened again."""

log = structlog.get_logger()


class Messenger:
    """Telegram, from the moment that it is there; the web never waits for it.

    Of several houses on one database one talks, and the next takes over when that one is gone.
    What Telegram brings to any of them goes into the inbox, where it is found.
    """

    def __init__(self, store: Store, desk: Desk, settings: Settings, turn: HouseTurn) -> None:
        self._store = store
        self._desk = desk
        self._settings = settings
        self._turn = turn
        self._service: Service | None = None
        self._webhook = Webhook(settings.telegram_token, self._keep)
        self.path = PATH

    @property
    def webhook(self) -> ASGIApp:
        """Takes in what Telegram brings, also before the rest is open."""
        return self._webhook

    @property
    def name(self) -> str:
        """What the bot is called at Telegram; empty until that is known."""
        return self._service.username if self._service else ""

    async def person_of(self, init_data: str) -> str | None:
        """The address of who opened a page inside Telegram; None when Telegram did not say so."""
        checking = await asyncio.to_thread(import_module, "bot.telegram.mini_app")
        found: str | None = checking.person_of(self._settings.telegram_token, init_data)
        return found

    async def run(self) -> None:
        """Work until cancelled; a mistake of ours is told to the log, and then we go on."""
        service = await asyncio.to_thread(import_module, "bot.telegram.service")
        gc.freeze()  # its models stay for good: looking through them for waste slows every turn
        settings = self._settings
        post = service.BotConnection(
            settings.telegram_token, settings.telegram_api, settings.public_url,
            settings.telegram_webhook, settings.telegram_per_second,
        )  # fmt: skip
        while True:
            try:
                self._service = service.Service(self._store, self._desk, post, self._document)
                await self._service.run(self._turn)
            except Exception as error:  # noqa: BLE001 -- the evening goes on in the browser
                log.critical("messenger", errors=_names(error))
                await asyncio.sleep(RESTS)

    async def _keep(self, number: int, body: str) -> None:
        """Keep what Telegram brought; it is dealt with as soon as the messenger is open."""
        now = datetime.now(UTC)
        await self._store.writer.run(None, lambda c: receive(c, TELEGRAM, [(number, body)], now))
        if self._service:
            self._service.wake()

    async def _document(self, name: str) -> bytes:
        """`482716/minutes.docx`; who only took part gets `482716/public/minutes.pdf`."""
        code, *public, file = name.split("/")
        kind, _, form = file.partition(".")
        edition = Edition.PUBLIC if public else Edition.INTERNAL
        record = await self._store.record(code)
        order = DocumentOrder(kind, form, edition)
        return (await documents_for(self._store, record, [order]))[order.name]


def _names(error: BaseException) -> list[str]:
    """The kinds of mistake, without what people typed in them."""
    if isinstance(error, BaseExceptionGroup):
        return [name for each in error.exceptions for name in _names(each)]
    return [type(error).__name__]
