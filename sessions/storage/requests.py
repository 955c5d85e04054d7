"""The SQL of doing something once per key, where what is done keeps no key itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select

from sessions.storage.request_tables import requests_done

REMEMBERS = timedelta(days=30)
"""As long as somebody may send the same request again."""


@dataclass(frozen=True, slots=True)
class Once:
    """A request that may come in twice: what it is about, who asks, and the key they gave it."""

    about: str
    by: str
    key: str

    @property
    def mark(self) -> str:
        return sha256(f"{self.about}\n{self.by}\n{self.key}".encode()).hexdigest()


def do_once(
    connection: Connection,
    once: Once | None,
    do: Callable[[], int],
    again: Callable[[int], None] | None = None,
) -> int:
    """Do it, or return what came of it before, once `again` looked at that; without a key do it."""
    if once is None:
        return do()
    columns = requests_done.c
    known: int | None = connection.scalar(select(columns.outcome).where(columns.mark == once.mark))
    if known is not None:
        if again:
            again(known)
        return known
    outcome, now = do(), datetime.now(UTC)
    connection.execute(delete(requests_done).where(columns.at < now - REMEMBERS))
    connection.execute(insert(requests_done).values(mark=once.mark, outcome=outcome, at=now))
    return outcome
