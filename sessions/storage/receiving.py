"""The SQL of what comes in from a messenger: kept, and whether anything got lost meanwhile."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from sessions.storage.inbox import Posted, keep_updates
from sessions.storage.leases import saw
from sessions.storage.tellings import tell_interrupted

TAPS_LIVE = timedelta(seconds=150)
"""How long Telegram keeps a press on a button for a bot that does not fetch it (measured)."""


def receive(connection: Connection, name: str, posted: Sequence[Posted], now: datetime) -> None:
    """Keep what came in by this name; after too long a silence people are asked once more."""
    if posted:
        keep_updates(connection, posted, now)
    before = saw(connection, name, now)
    if before and now - before > TAPS_LIVE:
        tell_interrupted(connection, now)
