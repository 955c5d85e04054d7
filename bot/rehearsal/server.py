"""The real server, as a process of its own on a database that is thrown away."""

import asyncio
import os
import secrets
import signal
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import bot

HOST = "127.0.0.1"
DATABASE = "rehearsal.db"
"""The name of its database file."""

STARTS_WITHIN = 90.0
"""Seconds; it takes one or two, and ten times that on a machine that does much else."""

STOPS_WITHIN = 60.0


class NotRunningError(Exception):
    """The server did not start, or stopped; `last_words` is what it said last."""

    def __init__(self, last_words: str) -> None:
        self.last_words = last_words
        super().__init__(last_words)


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers, with the token that may do everything there."""

    process: asyncio.subprocess.Process
    port: int
    token: str
    errors: Path

    @property
    def base(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def last_words(self) -> str:
        return last_words(self.errors)


@asynccontextmanager
async def running_server(
    folder: Path, settings: Mapping[str, str] = MappingProxyType({})
) -> AsyncIterator[Server]:
    """Start a server on the database in this folder; stop it when done.

    `settings` are environment variables, beside those that every rehearsal has.
    """
    server = await start_server(folder, settings)
    try:
        yield server
    finally:
        await stop_server(server)


async def start_server(folder: Path, settings: Mapping[str, str] = MappingProxyType({})) -> Server:
    """Start a server and wait until it answers; raise `NotRunningError` when it does not."""
    port, token = free_port(), secrets.token_urlsafe()
    errors = folder / "errors.log"
    with errors.open("ab") as stderr:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "serve", "--host", HOST, "--port", str(port),
            "--database", f"sqlite:///{folder / DATABASE}",
            cwd=folder, env=surroundings(SAMENSPEL_ADMIN_TOKEN=token, **settings),
            stdout=asyncio.subprocess.DEVNULL, stderr=stderr,
        )  # fmt: skip
    server = Server(process, port, token, errors)
    try:
        await asyncio.wait_for(_until_ready(server), STARTS_WITHIN)
    except TimeoutError:
        await stop_server(server)
        raise NotRunningError(server.last_words) from None
    return server


async def stop_server(server: Server) -> None:
    await stop_process(server.process)


async def stop_process(process: asyncio.subprocess.Process) -> None:
    """Ask it to stop; make it when it does not."""
    if process.returncode is not None:
        return
    process.send_signal(signal.SIGTERM)
    try:
        await asyncio.wait_for(process.wait(), STOPS_WITHIN)
    except TimeoutError:
        process.kill()
        await process.wait()


def last_words(errors: Path) -> str:
    """The last line that a process wrote on its standard error."""
    lines = errors.read_text(encoding="utf-8", errors="replace").split("\n")
    return next((line for line in reversed(lines) if line.strip()), "")


async def _until_ready(server: Server) -> None:
    from aiohttp import ClientError, ClientSession

    async with ClientSession(server.base) as session:
        while True:
            if server.process.returncode is not None:
                raise NotRunningError(server.last_words)
            try:
                async with session.get("/readyz") as response:
                    if response.ok:
                        return
            except ClientError:
                await asyncio.sleep(0.05)


def surroundings(**settings: str) -> dict[str, str]:
    """What a process of ours gets: this code from any folder, and no settings but these."""
    home = str(Path(bot.__file__).parent.parent)
    path = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))
    kept = {k: v for k, v in os.environ.items() if not k.startswith("SAMENSPEL_")}
    return kept | {"PYTHONPATH": path} | settings


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
