"""The least that live can be: a stream that says a number, and a page that is always the same.

`python -m benchmarks.bare_live PORT` reads that page as one line of JSON, and serves until stopped.
"""

import asyncio
import gzip
import json
import sys
from collections.abc import AsyncIterator

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from bot.house import configured
from bot.rehearsal.server import HOST
from bot.serving import listen


class Bare:
    """One version, and everybody who waits for the next one."""

    def __init__(self, page: str) -> None:
        self._page = gzip.compress(page.encode())
        self._version = 1
        self._next = asyncio.Event()

    async def live(self, _request: Request) -> Response:
        return StreamingResponse(self._events(), media_type="text/event-stream")

    async def _events(self) -> AsyncIterator[bytes]:
        while True:
            yield b'data: {"version": %d}\n\n' % self._version
            await self._next.wait()

    async def opened(self, _request: Request) -> Response:
        self._version += 1
        self._next.set()
        self._next = asyncio.Event()
        return Response()

    async def page(self, _request: Request) -> Response:
        return Response(self._page, media_type="text/html", headers={"Content-Encoding": "gzip"})


async def serve(port: int, page: str) -> None:
    bare = Bare(page)
    app = Starlette(
        routes=[
            Route("/live", bare.live),
            Route("/page", bare.page),
            Route("/open", bare.opened, methods=["POST"]),
        ]
    )
    with listen(HOST, port, tries=1) as listening:
        print("ready", flush=True)
        await uvicorn.Server(configured(app)).serve([listening])


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), json.loads(sys.stdin.readline())))
