"""The stand-in as a process of its own: it starts, answers, and is gone afterwards."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from json import loads
from pathlib import Path

from bot.rehearsal.server import HOST, NotRunningError, last_words, stop_process, surroundings

STARTS_WITHIN = 90.0
TOKEN = "1:TEST"  # noqa: S105 -- nobody's


@dataclass(frozen=True, slots=True)
class BotApi:
    """A stand-in that listens."""

    process: asyncio.subprocess.Process
    port: int
    token: str

    @property
    def base(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def control(self) -> str:
        return f"{self.base}/control"


@asynccontextmanager
async def running_botapi(
    folder: Path, data: Path | None = None, *, token: str = TOKEN
) -> AsyncIterator[BotApi]:
    """Start a stand-in, its complaints in this folder; with `data` it checks every call.

    It also stops when this process dies: then the line to its standard input is cut.
    """
    errors = folder / "botapi-errors.log"
    arguments = ["--leash", "--token", token, *(["--data", str(data)] if data else [])]
    with errors.open("ab") as stderr:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.rehearsal.botapi", *arguments,
            cwd=folder, env=surroundings(), stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE, stderr=stderr,
        )  # fmt: skip
    try:
        yield BotApi(process, await _port(process, errors), token)
    finally:
        await stop_process(process)


async def _port(process: asyncio.subprocess.Process, errors: Path) -> int:
    """It tells by itself where it listens."""
    assert process.stdout is not None
    try:
        line = await asyncio.wait_for(process.stdout.readline(), STARTS_WITHIN)
    except TimeoutError:
        line = b""
    if not line:
        raise NotRunningError(last_words(errors))
    return int(loads(line)["port"])
