"""The process itself: listens on loopback, says on which port, and stops when it is asked to."""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path

from aiohttp import web

from bot.rehearsal.botapi.app import make_app
from bot.rehearsal.botapi.service import BotSide
from bot.rehearsal.botapi.spec import Spec

HOST = "127.0.0.1"
STOPS_WITHIN = 1.0
"""Seconds that calls in the air get; a long poll would take fifty."""


async def listen(port: int, token: str, data: Path | None, *, leashed: bool) -> None:
    spec = Spec.read(data) if data else None
    app = make_app(BotSide(token, spec))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=STOPS_WITHIN)
    await runner.setup()
    try:
        site = web.TCPSite(runner, HOST, port)
        await site.start()
        sys.stdout.write(json.dumps({"port": runner.addresses[0][1]}) + "\n")
        sys.stdout.flush()
        await _asked_to_stop(leashed=leashed)
    finally:
        await runner.cleanup()


async def _asked_to_stop(*, leashed: bool) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for asked in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(asked, stop.set)
    if leashed:
        loop.add_reader(sys.stdin, _read_on, stop)
    await stop.wait()


def _read_on(stop: asyncio.Event) -> None:
    """The end of the standard input is the end of whoever started us."""
    if not os.read(sys.stdin.fileno(), 1):
        stop.set()
