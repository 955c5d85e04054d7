"""How soon a phone on bad wifi can answer: a first visit in a Chromium that was slowed down."""

import asyncio
import shutil
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.load import furnish
from benchmarks.row import Row
from bot.rehearsal.server import HOST, start_server, stop_server

if TYPE_CHECKING:
    from playwright.async_api import Browser

TIMES = 7
LATENCY = 400
"""Milliseconds until the first byte of each answer."""
BYTES_A_SECOND = 400_000 / 8
USABLE = """() => Math.max(
    performance.getEntriesByName("first-contentful-paint")[0].startTime,
    performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd)"""

WITHIN = 1.5
"""Seconds until somebody can choose and send."""


def rows() -> list[Row]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        return [Row("a first visit on bad wifi", "not measured: Chromium is not installed")]
    with TemporaryDirectory() as folder:
        usable, live = asyncio.run(_visits(Path(folder), chromium))
    return [
        Row(
            what=f"a first visit at {LATENCY} ms and 400 kbit/s, until it can be answered",
            measured=f"{usable:.2f} s",
            beside=f"until it is live {live:.2f} s",
            aim=f"under {WITHIN} s",
            reached=usable < WITHIN,
        )
    ]


async def _visits(folder: Path, chromium: str) -> tuple[float, float]:
    from playwright.async_api import async_playwright

    server = await start_server(folder)
    try:
        ballot = await furnish(server, TIMES)
        address = f"http://{HOST}:{server.port}/m/{ballot.path.split('/')[4]}"
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"]
            )
            times = [await _visit(browser, address, cookie) for cookie in ballot.cookies]
            await browser.close()
    finally:
        await stop_server(server)
    return median(usable for usable, _ in times), median(live for _, live in times)


async def _visit(browser: "Browser", address: str, cookie: str) -> tuple[float, float]:
    """Seconds until the page was painted and its script ran, and until it was live."""
    context = await browser.new_context(viewport={"width": 390, "height": 844})
    name, _, value = cookie.partition("=")
    await context.add_cookies([{"name": name, "value": value, "url": address}])
    page = await context.new_page()
    line = await context.new_cdp_session(page)
    await line.send("Network.enable")
    speed = {"downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
    slow = {"latency": LATENCY, "offline": False, **speed}
    await line.send("Network.emulateNetworkConditions", slow)
    began = perf_counter()
    await page.goto(address, wait_until="domcontentloaded")  # modules have run by then
    await page.get_by_text("Verbonden").wait_for()
    live = perf_counter() - began
    assert await page.get_by_role("button", name="Verstuur mijn keuze").is_visible()
    usable: float = await page.evaluate(USABLE)
    await context.close()
    return usable / 1000, live
