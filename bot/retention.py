"""Forgets people when the time to keep them is over, once an hour while the house is open."""

import asyncio
from datetime import datetime

import structlog

from sessions.actions.erasing import erase_due
from sessions.storage.store import Store

EVERY = 3_600.0
"""Seconds between two looks: the time is counted in days."""

log = structlog.get_logger()


async def keep_no_longer(store: Store, days: int) -> None:
    """Look again and again; a look that fails is told in the log, and the next one comes."""
    while True:
        try:
            for code in await erase_due(store, days, datetime.now().astimezone().date()):
                log.info("people_erased", meeting=code)
        except Exception as error:  # noqa: BLE001 -- the house stays open, whatever it was
            log.error("erasing_failed", error=type(error).__name__)  # noqa: TRY400 -- its text may quote somebody
        await asyncio.sleep(EVERY)
