"""Builds and closes everything; the only file that knows every part."""

import asyncio
import gc
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from socket import socket
from threading import current_thread, main_thread

import uvicorn
from starlette.types import ASGIApp

from bot.desk import Desk
from bot.dress.wardrobe import worn
from bot.house_turn import HouseTurn
from bot.knowing import Knowledge
from bot.mail.postage import read_postage
from bot.messenger import Messenger
from bot.retention import keep_no_longer
from bot.settings import Settings
from bot.telegram.webhook import TELEGRAM
from bot.trying import Trials
from bot.web import rendering
from bot.web.app import build_app
from bot.web.context import Web
from bot.web.dressing import Dress
from sessions.storage.engine import SoleOwner, sqlite_file
from sessions.storage.migrating import migrate
from sessions.storage.store import Store

KEEPS_LINES = 75
"""Seconds that an idle connection stays open: longer than callers keep theirs.

Otherwise somebody sends along a line that we are just hanging up.
"""

STOPS_WITHIN = 5
"""Seconds that requests under way get when the house closes."""


class House:
    """One house: its database, its desk and its doors."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        dress = Dress(*worn(settings))
        self._postage = read_postage(settings)
        self._knowledge = Knowledge()
        file = sqlite_file(settings.database)
        self._owner = SoleOwner(file) if file else None
        if self._owner:
            self._owner.take()
            try:
                migrate(settings.database)
            except BaseException:
                self._owner.release()
                raise
        self.store = Store(settings.database)
        self._desk = Desk(self.store, self._knowledge, settings.public_url.rstrip("/"))
        self.web = Web(self.store, self._desk, settings, self._knowledge, dress=dress)
        self.messenger: Messenger | None = None
        if settings.telegram_token:
            self.messenger = Messenger(self.store, self._desk, settings, self._turn(TELEGRAM))
            self.web.doors.telegram = self.messenger
        self.app = build_app(self.web)

    async def serve(self, listening: socket, server: "Server | None" = None) -> None:
        """Answer at this socket until somebody stops the house; Telegram joins in when it can."""
        _collect_seldom()
        await self._knowledge.reload(self.store)
        beside = [
            asyncio.create_task(asyncio.to_thread(self._knowledge.get_ready)),
            asyncio.create_task(asyncio.to_thread(rendering.get_ready)),
            asyncio.create_task(Trials(self._knowledge, self.store).run()),
        ]
        if self.messenger:
            beside.append(asyncio.create_task(self.messenger.run()))
        if self._postage:
            from bot.mail.service import MailService  # smtplib only where there is mail

            mail = MailService(self.store, self._postage, self._turn("mail"))
            beside.append(asyncio.create_task(mail.run()))
        if days := self.settings.retention_days:
            beside.append(asyncio.create_task(keep_no_longer(self.store, days)))
        try:
            await (server or self.server()).serve([listening])
        finally:
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)

    def _turn(self, name: str) -> HouseTurn:
        """On SQLite a house knows that it is alone: after a kill its turn is its own at once."""
        return HouseTurn(self.store, name, "alone" if self._owner else "")

    def server(self) -> "Server":
        return Server(self.web, configured(self.app))

    def close(self) -> None:
        self.web.rehearsals.close()
        self.store.close()
        if self._owner:
            self._owner.release()


def _collect_seldom() -> None:
    """What is loaded stays: looking through it for waste, again and again, slows every turn."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def configured(app: ASGIApp) -> uvicorn.Config:
    """The asyncio loop: uvloop accepts one newcomer a turn, and then latecomers wait."""
    return uvicorn.Config(
        app, loop="asyncio", http="httptools", ws="none", lifespan="off",
        log_config=None, access_log=False, timeout_graceful_shutdown=STOPS_WITHIN,
        timeout_keep_alive=KEEPS_LINES,
        backlog=4096, server_header=False,
    )  # fmt: skip


class Server(uvicorn.Server):
    """Ends the live streams first: uvicorn waits for them, and they never end by themselves."""

    def __init__(self, web: Web, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._web = web
        self._loop = asyncio.get_running_loop()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop at a signal, and let the house close; uvicorn's own would end the process here."""
        if current_thread() is not main_thread():
            yield
            return
        signals = (signal.SIGINT, signal.SIGTERM)
        for each in signals:
            self._loop.add_signal_handler(each, self.stop)
        yield
        for each in signals:
            self._loop.remove_signal_handler(each)

    def stop(self) -> None:
        """Stop as a signal would; a second time without waiting. Any thread may ask."""
        self._loop.call_soon_threadsafe(self._web.hub.close)
        self.force_exit = self.should_exit
        self.should_exit = True
