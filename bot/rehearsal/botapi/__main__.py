"""`python -m bot.rehearsal.botapi --token 1:TEST`: serve until the process is stopped."""

import argparse
import asyncio
import json
import signal
import sys
from pathlib import Path


async def serve(arguments: argparse.Namespace) -> None:
    from aiohttp import web

    from bot.rehearsal.botapi.server import build
    from bot.rehearsal.botapi.spec import Specification
    from bot.rehearsal.botapi.world import World

    world = World(arguments.token, Specification(arguments.spec))
    runner = web.AppRunner(build(world), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", arguments.port)
    await site.start()
    port = runner.addresses[0][1]
    print(json.dumps({"port": port}), flush=True)  # noqa: T201 -- whoever started us reads it
    stopped = asyncio.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, stopped.set)
    await stopped.wait()
    await runner.cleanup()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bot.rehearsal.botapi", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--token", default="1:TEST")
    parser.add_argument("--spec", type=Path, help="the published specification, as JSON")
    arguments = parser.parse_args()
    try:
        asyncio.run(serve(arguments))
    except ModuleNotFoundError as missing:
        if missing.name != "telegram":
            raise
        sys.stderr.write("Dit vraagt om een extra pakket: pip install 'samenspel[rehearsal]'\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
