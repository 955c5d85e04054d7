"""A line that lags: what scripts of the browser must be proof against, also on a fast machine.

`TESTS_LAG=400 make test ARGS="tests/browser"` lets everything a browser asks for wait up to so many
milliseconds, half of it before the house hears of it and half after. A script that goes on before
the page has come then fails always, and not once in fifty runs.
"""

import asyncio
import os
import random
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send

LAG = int(os.environ.get("TESTS_LAG", "0")) / 1000
"""Seconds, at most, over both ways."""


@dataclass
class Lagging:
    """An app behind a bad line; only browsers notice, what a test asks by itself is at once."""

    app: ASGIApp
    dice: random.Random = field(default_factory=random.Random)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        by_browser = scope["type"] == "http" and any(
            name == b"sec-fetch-mode" for name, _ in scope["headers"]
        )
        if not by_browser:
            await self.app(scope, receive, send)
            return

        async def send_late(message: Message) -> None:
            if message["type"] == "http.response.start":
                await self._wait()
            await send(message)

        await self._wait()
        await self.app(scope, receive, send_late)

    async def _wait(self) -> None:
        await asyncio.sleep(self.dice.uniform(0, LAG / 2))
