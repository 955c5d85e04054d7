"""The SQL of making minutes final while it lasts: one at a time, and whoever fell over is seen."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, delete, select

from sessions.errors import Clash
from sessions.storage.leases import take_lease
from sessions.storage.tables import leases

LASTS = timedelta(seconds=20)
"""So long after the last sign of life it counts as broken off."""


class UnderWay(StrEnum):
    """How far making these minutes final is: somebody is at it, or fell over halfway."""

    BUSY = "busy"
    BROKEN = "broken"


def begin(connection: Connection, meeting: int, holder: str, now: datetime) -> None:
    """Raise `Clash` while somebody is at it, in this process or in another."""
    if not take_lease(connection, _name(meeting), holder, now, LASTS):
        raise Clash("review.under_way")


def go_on(connection: Connection, meeting: int, holder: str, now: datetime) -> None:
    """A sign of life."""
    take_lease(connection, _name(meeting), holder, now, LASTS)


def end(connection: Connection, meeting: int, holder: str) -> None:
    """It ended, well or not; nothing is left of it."""
    mine = (leases.c.name == _name(meeting)) & (leases.c.holder == holder)
    connection.execute(delete(leases).where(mine))


def standing(connection: Connection, meeting: int, now: datetime) -> UnderWay | None:
    until = connection.scalar(select(leases.c.expires_at).where(leases.c.name == _name(meeting)))
    if until is None:
        return None
    return UnderWay.BUSY if until > now else UnderWay.BROKEN


def _name(meeting: int) -> str:
    return f"adopting/{meeting}"
