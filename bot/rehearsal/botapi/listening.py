"""The process itself: listens on loopback, says on which port, and stops when it is asked to."""

import asyncio
import json
import signal
import sys
from pathlib import Path

from aiohttp import web

from bot.rehearsal.botapi.app import make_app
from bot.rehearsal.botapi.service import Service
from bot.rehearsal.botapi.spec import Spec
from bot.rehearsal.botapi.world import World

HOST = "127.0.0.1"
STOPS_WITHIN = 1.0
"""Seconds that calls in the air get; a long poll would take fifty."""


async def listen(port: int, token: str, data: Path | None) -> None:
    spec = Spec.read(data) if data else None
    app = make_app(Service(World(token), spec))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=STOPS_WITHIN)
    await runner.setup()
    try:
        site = web.TCPSite(runner, HOST, port)
        await site.start()
        sys.stdout.write(json.dumps({"port": runner.addresses[0][1]}) + "\n")
        sys.stdout.flush()
        await _asked_to_stop()
    finally:
        await runner.cleanup()


async def _asked_to_stop() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for asked in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(asked, stop.set)
    await stop.wait()
