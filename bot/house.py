"""Builds and closes everything; the only file that knows every part."""

import asyncio
import signal
from types import FrameType

import uvicorn
from starlette.applications import Starlette

from bot.desk import Desk
from bot.settings import Settings
from bot.web.app import build_app
from bot.web.context import Web
from knowledge_base.search import load_base
from sessions.storage.engine import SoleOwner, sqlite_file
from sessions.storage.migrating import migrate
from sessions.storage.store import Store

STOPS_WITHIN = 5
"""Seconds that requests under way get when the house closes."""


class House:
    """One house: its database, its desk and its doors."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        find = load_base().find
        file = sqlite_file(settings.database)
        self._owner = SoleOwner(file) if file else None
        if self._owner:
            self._owner.take()
            migrate(settings.database)
        self.store = Store(settings.database)
        self.web = Web(self.store, Desk(self.store, find), settings, find)
        self.app: Starlette = build_app(self.web)

    async def serve(self, host: str, port: int) -> None:
        """Answer until somebody stops the house."""
        try:
            await self.server(host, port).serve()
        finally:
            self.close()

    def server(self, host: str, port: int) -> "Server":
        return Server(self.web, _config(self.app, host, port))

    def close(self) -> None:
        self.store.close()
        if self._owner:
            self._owner.release()


def _config(app: Starlette, host: str, port: int) -> uvicorn.Config:
    """The asyncio loop: uvloop accepts one newcomer a turn, and then latecomers wait."""
    return uvicorn.Config(
        app, host=host, port=port, loop="asyncio", http="httptools", ws="none", lifespan="off",
        log_config=None, access_log=False, timeout_graceful_shutdown=STOPS_WITHIN,
        backlog=4096, server_header=False,
    )  # fmt: skip


class Server(uvicorn.Server):
    """Ends the live streams first: uvicorn waits for them, and they never end by themselves."""

    def __init__(self, web: Web, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._web = web
        self._loop = asyncio.get_running_loop()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._loop.call_soon_threadsafe(self._web.hub.close)
        super().handle_exit(sig, frame)

    def stop(self) -> None:
        """Stop as a signal would, from another thread."""
        self.handle_exit(signal.SIGTERM, None)
