"""The stand-in as a process of its own, and a person's hand on the other side of it."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

TOKEN = "1:REHEARSAL"  # noqa: S105 -- it opens nothing but the stand-in
STARTS_WITHIN = 20.0


class NotPossibleError(Exception):
    """What a pretend person wanted to do cannot be done on their screen."""


@dataclass(frozen=True, slots=True)
class BotApi:
    """A stand-in that runs, and a line to its other side."""

    base: str
    token: str
    session: ClientSession
    process: asyncio.subprocess.Process

    async def do(self, deed: str, **said: Any) -> Any:
        """Do something on the other side; raise `NotPossibleError` where it cannot be done."""
        async with self.session.post(f"{self.base}/control/{deed}", json=said) as response:
            answer = await response.json()
        if not response.ok:
            raise NotPossibleError(f"{deed}: {answer['error']}")
        return answer


@asynccontextmanager
async def running_botapi(spec: Path | None = None, token: str = TOKEN) -> AsyncIterator[BotApi]:
    """Start a stand-in on a free port; stop it when done."""
    options = ["--spec", str(spec)] if spec else []
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.rehearsal.botapi", "--token", token, *options,
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        line = await asyncio.wait_for(process.stdout.readline(), STARTS_WITHIN)
        if not line:
            raise NotPossibleError("the stand-in did not start")
        base = f"http://127.0.0.1:{json.loads(line)['port']}"
        async with ClientSession() as session:
            yield BotApi(base, token, session, process)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
