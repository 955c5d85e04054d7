"""One caller's way to the server: HTTP as any phone speaks it."""

from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from json import loads
from time import perf_counter
from typing import Any

from aiohttp import ClientSession, ClientTimeout, DummyCookieJar, TCPConnector

from bot.rehearsal.timings import Ledger

API = "/api/v1"

PATIENCE = ClientTimeout(total=240)
"""For one request: a document of a large meeting takes seconds, and on a busy machine minutes."""

LISTENING = ClientTimeout(total=None, sock_read=120)
"""A stream lives on pings; without one for this long it is gone."""


class RequestRefused(Exception):
    """The server said no; `key` says to what, `body` is everything it said."""

    def __init__(self, status: int, body: Mapping[str, Any]) -> None:
        self.status = status
        self.body = body
        self.key = str(body.get("title", ""))
        super().__init__(f"{status}: {body.get('detail', self.key)}")


@asynccontextmanager
async def connections(base: str) -> AsyncIterator[ClientSession]:
    """As many connections as there are phones; each phone keeps its own token."""
    async with ClientSession(
        base, connector=TCPConnector(limit=0), cookie_jar=DummyCookieJar(), timeout=PATIENCE
    ) as session:
        yield session


@dataclass
class Line:
    """Requests in somebody's name, every answer noted in the ledger."""

    session: ClientSession
    ledger: Ledger
    token: str = ""

    async def call(self, method: str, path: str, body: object = None) -> Any:
        """Send JSON, read JSON; raise `RequestRefused` for anything but success."""
        async with self.session.request(
            method, API + path, json=body, headers=self._headers
        ) as response:
            read = loads(await response.read())
        if not response.ok:
            raise RequestRefused(response.status, read)
        return read

    async def fetch(self, path: str) -> bytes:
        """A document, as it is to be written to a file."""
        async with self.session.get(API + path, headers=self._headers) as response:
            read = await response.read()
        if not response.ok:
            raise RequestRefused(response.status, loads(read))
        return read

    async def answer(self, path: str, key: str, body: object, *, again: bool = False) -> str:
        """Give an answer; return its reference once it is acknowledged.

        With `again` the first thank-you is lost on the way: the line is cut before it is read,
        and the same answer is sent once more.
        """
        self.ledger.sent.add(key)
        headers = self._headers | {"Idempotency-Key": key}
        if again:
            async with self.session.put(API + path, json=body, headers=headers) as response:
                response.close()
        began = perf_counter()
        async with self.session.put(API + path, json=body, headers=headers) as response:
            read = loads(await response.read())
        if not response.ok:
            raise RequestRefused(response.status, read)
        self.ledger.acknowledged[key] = perf_counter() - began
        return str(read["reference"])

    async def versions(self, path: str) -> AsyncGenerator[int]:
        """The versions that a stream tells of, until it ends."""
        async with self.session.get(
            API + path, headers=self._headers, timeout=LISTENING
        ) as response:
            if not response.ok:
                raise RequestRefused(response.status, loads(await response.read()))
            async for line in response.content:
                if line.startswith(b"data: "):
                    yield int(loads(line[6:])["version"])

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}
